import type { Source, SourceState } from '#contracts';
import { folderWithin, tryFolder } from '#settings';
import type { SourceFiles } from '#storage';
import type { Clock } from '#telemetry';
import type { Pusher } from '../pushing/pusher.js';
import { FolderChanges } from './folder-changes.js';
import { lookAtFolder } from './look-at-folder.js';
import { nameFits } from './name-pattern.js';
import { nextFiles } from './next-files.js';
import { pushFile, type Pushed } from './push-file.js';
import { putAway, setAside } from './set-aside.js';
import { type SeenFile, Stillness } from './stillness.js';

/** The milliseconds after which the folder is looked at although nothing was heard of it. */
const lookAgainMs = 5_000;
/** The files that are pushed between two looks, so that one that comes in meanwhile finds its place in the order. */
const filesALook = 200;
/** Refusals of a picture whose end may only not have been written yet. */
const endMissing = ['image-truncated', 'not-an-image', 'image-damaged', 'zero-sized'];

/** The services that a folder's source works with. */
export interface FolderSurroundings {
  readonly roots: readonly string[];
  readonly pusher: Pick<Pusher, 'push'>;
  readonly files: Pick<SourceFiles, 'of' | 'remember' | 'forget'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly onTrouble: (why: string) => void;
}

/**
 * A folder whose files become frames. The folder itself is the spool: a file leaves it only after the API has accepted
 * it, so that nothing is lost while the API is away, and the next run goes on where this one ended.
 */
export class FolderSource {
  state: SourceState;
  private readonly ending = new AbortController();
  private readonly stillness: Stillness;
  private readonly fits: (name: string) => boolean;
  private kept: Map<string, string> | null = null;

  constructor(
    private readonly source: Source,
    private readonly around: FolderSurroundings,
  ) {
    this.state = { ...source.state, state: 'starting', why: null, waitingFiles: 0, piledUp: false };
    this.stillness = new Stillness(source.settings.settleMs);
    this.fits = nameFits(source.settings.names);
  }

  /** Takes files until it is stopped; trouble with the folder is its state, and it tries again. */
  async run(): Promise<void> {
    const { path, subfolders, settleMs } = this.source.settings;
    const changes = new FolderChanges(path, subfolders, this.around.onTrouble);
    try {
      while (!this.ending.signal.aborted) {
        const more = await this.round();
        const unsettled = this.state.waitingFiles > 0;
        if (!more) await changes.next(unsettled ? settleMs / 2 : lookAgainMs, this.ending.signal);
      }
    } finally {
      await changes.close();
    }
  }

  /** Lets the file in hand come to its end, and takes no other. */
  stop(): void {
    this.ending.abort();
  }

  /** Returns whether there is more to be done at once. */
  private async round(): Promise<boolean> {
    try {
      const next = await this.look();
      this.say('running', null);
      for (const file of next.slice(0, filesALook)) {
        if (this.ending.signal.aborted) return false;
        await this.take(file);
      }
      return next.length > filesALook;
    } catch (error) {
      if (!this.ending.signal.aborted)
        this.say('unreadable', error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  /** Looks at the folder, which must still lie where it may. Returns the files whose turn it is. */
  private async look(): Promise<SeenFile[]> {
    const { path, subfolders, order, afterwards } = this.source.settings;
    const real = await folderWithin(this.around.roots, path);
    await tryFolder(real, afterwards !== 'keep');
    const files = await this.fresh(await lookAtFolder(path, subfolders, this.fits));
    const now = performance.now();
    this.stillness.look(files, now);
    this.count(files.length);
    return nextFiles(files, order, this.stillness, now);
  }

  /** Leaves out the files that stay in the folder and were taken before. */
  private async fresh(files: SeenFile[]): Promise<SeenFile[]> {
    if (this.source.settings.afterwards !== 'keep') return files;
    const { stationId, id } = this.source;
    this.kept ??= await this.around.files.of(stationId, id);
    const names = new Set(files.map(({ name }) => name));
    const gone = [...this.kept.keys()].filter((name) => !names.has(name));
    await this.around.files.forget(stationId, id, gone);
    for (const name of gone) this.kept.delete(name);
    return files.filter(({ name, identity }) => this.kept?.get(name) !== identity);
  }

  private async take(file: SeenFile): Promise<void> {
    const pushed = await pushFile(this.source, file, this.around.pusher, {
      signal: this.ending.signal,
      onWait: (why) => this.waiting(why),
    });
    if (pushed === null) return;
    if (this.mayBeUnfinished(file, pushed)) return this.stillness.suspect(file);
    await this.finish(file, pushed);
    this.note(file, pushed);
  }

  /** Whoever writes a file may pause for longer than it takes to settle: it gets time before it is refused. */
  private mayBeUnfinished(file: SeenFile, pushed: NonNullable<Pushed>): boolean {
    if (!('refused' in pushed) || this.stillness.isSuspect(file)) return false;
    return endMissing.includes(pushed.refused.code);
  }

  private async finish(file: SeenFile, pushed: NonNullable<Pushed>): Promise<void> {
    const { path, afterwards } = this.source.settings;
    if (afterwards === 'keep') return this.remember(file);
    if ('accepted' in pushed) return putAway(path, file, afterwards);
    const { code, message } = pushed.refused;
    await setAside(path, file, `${file.name}: ${message} (${code})`);
  }

  private async remember({ name, identity }: SeenFile): Promise<void> {
    const { stationId: station, id: source } = this.source;
    await this.around.files.remember({ station, source, name, identity }, this.around.clock.now());
    this.kept?.set(name, identity);
  }

  private note({ name }: SeenFile, pushed: NonNullable<Pushed>): void {
    const { state } = this;
    const refused = 'refused' in pushed ? pushed.refused : null;
    const counts = refused
      ? { refused: state.refused + 1 }
      : { pushed: state.pushed + 1, lastFile: name, lastAt: this.around.clock.now().toISOString() };
    this.state = { ...state, ...counts, state: 'running', why: null };
    this.count(Math.max(0, state.waitingFiles - 1));
    if (refused) this.around.onTrouble(`${name} was refused: ${refused.message}`);
  }

  /** While the API takes nothing, files come in all the same, and are counted. */
  private async waiting(why: string): Promise<void> {
    this.say('waiting', why);
    const { path, subfolders } = this.source.settings;
    this.count((await this.fresh(await lookAtFolder(path, subfolders, this.fits))).length);
  }

  private count(waitingFiles: number): void {
    const piledUp = waitingFiles > this.source.settings.pileUp;
    this.state = { ...this.state, waitingFiles, piledUp };
  }

  private say(state: SourceState['state'], why: string | null): void {
    this.state = { ...this.state, state, why };
  }
}
