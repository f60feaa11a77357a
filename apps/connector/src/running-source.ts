import type { Source, SourceState } from '#contracts';
import { FolderSource, type FolderSurroundings } from './folder/folder-source.js';

/** A source as it runs: made anew when its settings change, after the run before has ended. */
export class RunningSource {
  private readonly folder: FolderSource;
  private readonly ended: Promise<void>;

  /** `before` ends first, so that no file is in two hands; `failed` hears what nobody expected. */
  constructor(
    readonly source: Source,
    around: FolderSurroundings,
    before: Promise<void>,
    failed: (error: unknown) => void,
  ) {
    this.folder = new FolderSource(source, around);
    this.ended = before.then(() => (source.paused ? undefined : this.folder.run().catch(failed)));
  }

  get state(): SourceState {
    const { state } = this.folder;
    return this.source.paused ? { ...state, state: 'paused', why: null } : state;
  }

  /** Tells whether the source was changed since this run began. */
  isStale({ settings, paused }: Source): boolean {
    const now = JSON.stringify({ settings, paused });
    return now !== JSON.stringify({ settings: this.source.settings, paused: this.source.paused });
  }

  stop(): Promise<void> {
    this.folder.stop();
    return this.ended;
  }
}
