import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { listBackbones } from '#embedding';
import { hasEnded, TouchstoneError } from '#contracts';
import { Jobs } from '#storage';
import type { Settings } from '../settings.js';
import { calibratorSettings } from '../tokens.js';

const workPrefix = '.training-';

interface MadeVersion {
  readonly log: unknown;
  /** The curves as SVG. */
  readonly curves: Buffer;
}

/** The folder of trained versions: the first of those in which backbones are looked up. */
@Injectable()
export class Versions {
  constructor(
    @Inject(Jobs) private readonly jobs: Pick<Jobs, 'find'>,
    @Inject(calibratorSettings) private readonly settings: Pick<Settings, 'backboneFolders'>,
  ) {}

  /**
   * Returns the folder in which a job keeps its checkpoints and its half-made version; its name hides it from the list
   * of backbones.
   */
  workOf(job: string): string {
    return join(this.root, `${workPrefix}${job}`);
  }

  /** Returns the version that this job made before it was run again; null where it made none. */
  async madeBy(job: string, name: string): Promise<MadeVersion | null> {
    const folder = join(this.root, name);
    if (!existsSync(join(folder, 'training.json'))) return null;
    const log = JSON.parse(await readFile(join(folder, 'training.json'), 'utf8')) as { analysis?: unknown }; // prettier-ignore
    if (log.analysis !== job) return null;
    return { log, curves: await readFile(join(folder, 'curves.svg')) };
  }

  /** Throws `validation-failed`: a version is never written over, since stations may have learned with it. */
  async refuseTaken(name: string): Promise<void> {
    const taken = (await listBackbones(this.settings.backboneFolders)).some((one) => one.name === name); // prettier-ignore
    if (!taken && !existsSync(join(this.root, name))) return;
    throw new TouchstoneError(
      'validation-failed',
      `There is a backbone "${name}" already, and a version is never written over. Give the new one another name.`,
    );
  }

  /** Publishes a version: it is written beside and moved into its place whole, so that nobody opens half of it. */
  async publish(job: string, name: string, write: (draft: string) => Promise<void>): Promise<void> {
    const draft = join(this.workOf(job), 'version');
    await rm(draft, { recursive: true, force: true });
    await write(draft);
    await this.refuseTaken(name);
    await rename(draft, join(this.root, name));
  }

  async forget(job: string): Promise<void> {
    await rm(this.workOf(job), { recursive: true, force: true });
  }

  /** Takes away what jobs left that have ended, or whose station is gone. */
  async sweep(): Promise<void> {
    await mkdir(this.root, { recursive: true });
    for (const entry of await readdir(this.root)) {
      if (!entry.startsWith(workPrefix)) continue;
      const job = entry.slice(workPrefix.length);
      const found = await this.jobs.find(job);
      if (found === null || hasEnded(found)) await this.forget(job);
    }
  }

  private get root(): string {
    return this.settings.backboneFolders[0]!;
  }
}
