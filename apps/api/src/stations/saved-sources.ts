import { Inject, Injectable } from '@nestjs/common';
import { mkdir } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import {
  type FolderSettings,
  type Source,
  type SourcePatch,
  type SourceRequest,
  TouchstoneError,
} from '#contracts';
import { folderWithin, tryFolder } from '#settings';
import { Sources } from '#storage';
import type { Clock } from '#telemetry';
import type { Asker } from '../http/access/asker.js';
import { Changes } from '../http/access/changes.js';
import type { Settings } from '../settings.js';
import { apiSettings, clock } from '../tokens.js';

/** Saves sources: each is tried first, so that one which cannot work is refused by name and never kept. */
@Injectable()
export class SavedSources {
  constructor(
    private readonly sources: Sources,
    private readonly changes: Changes,
    @Inject(clock) private readonly clock: Clock,
    @Inject(apiSettings) private readonly settings: Settings,
  ) {}

  /** Throws `folder-not-allowed`, `folder-unusable`, `source-exists`, `station-not-found`. */
  async add(station: string, asked: SourceRequest, asker: Asker): Promise<Source> {
    const { id, paused } = asked;
    const settings = await this.tried(station, id, asked.settings);
    await this.sources.add({ station, id, settings, paused }, this.changes.of(asker, asked.by));
    return this.sources.get(station, id, this.clock.now());
  }

  /** Throws as `add` does, and `source-not-found`. */
  async change(station: string, id: string, patch: SourcePatch, asker: Asker): Promise<Source> {
    const before = await this.sources.get(station, id, this.clock.now());
    const { paused = before.paused } = patch;
    const settings = await this.settingsAfter(before, patch);
    await this.sources.change(station, id, { settings, paused }, this.changes.of(asker, patch.by));
    return this.sources.get(station, id, this.clock.now());
  }

  /** A source that cannot be reached just now can still be paused: only new settings are tried. */
  private async settingsAfter(before: Source, { settings }: SourcePatch): Promise<FolderSettings> {
    if (settings === undefined) return before.settings;
    const named = Object.entries(settings).filter(([, value]) => value !== undefined);
    const after: FolderSettings = { ...before.settings, ...Object.fromEntries(named) };
    return this.tried(before.stationId, before.id, after);
  }

  /** Returns the settings with the folder's real path. */
  private async tried(station: string, id: string, settings: FolderSettings) {
    const [first] = this.settings.sourceFolders;
    if (first !== undefined) await mkdir(first, { recursive: true }).catch(() => undefined);
    const path = await folderWithin(this.settings.sourceFolders, settings.path);
    await tryFolder(path, settings.afterwards !== 'keep');
    await this.refuseShared(station, id, path);
    return { ...settings, path };
  }

  /** Two sources that read one folder would take each other's files away. */
  private async refuseShared(station: string, id: string, path: string): Promise<void> {
    const others = (await this.sources.list(this.clock.now())).filter(
      (other) => other.stationId !== station || other.id !== id,
    );
    const shared = others.find(({ settings }) => overlaps(settings.path, path));
    if (shared === undefined) return;
    throw new TouchstoneError(
      'folder-unusable',
      `${path} is read by source ${shared.id} of station ${shared.stationId} (${shared.settings.path}); one folder is expected to have one source`,
    );
  }
}

/** Tells whether one of the folders is the other, or lies in it. */
function overlaps(one: string, other: string): boolean {
  const outside = (way: string) => way === '..' || way.startsWith(`..${sep}`);
  return !outside(relative(one, other)) || !outside(relative(other, one));
}
