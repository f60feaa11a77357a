import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DistillationSettings } from './settings.js';
import { bytesOf, hashOf, writeSynced } from '../fitting/state-files.js';
import { stateParts, type StatePart, type StateValues } from './student-state.js';
import type { ChannelStatistics } from './teacher.js';

/** The state that a run needs to go on as if it had never stopped. */
export interface Checkpoint {
  /** The number of steps that are done. */
  readonly step: number;
  readonly settings: DistillationSettings;
  /** Identities of what was learned from. */
  readonly inputs: Inputs;
  readonly statistics: ChannelStatistics;
  readonly values: StateValues;
}

export interface Inputs {
  readonly teacher: string;
  readonly images: string;
}

interface Header {
  readonly format: 'touchstone-checkpoint/1';
  readonly step: number;
  readonly settings: DistillationSettings;
  readonly inputs: Inputs;
  readonly statistics: ChannelStatistics;
  readonly lengths: Readonly<Record<StatePart, number>>;
  /** The SHA-256 of state.bin: the arrays one after the other, float32, little-endian. */
  readonly sha256: string;
}

/**
 * Writes `<folder>/step-<step>/` (checkpoint.json and state.bin). The folder appears under its
 * name only when both files are on disk, so a killed run leaves no half checkpoint.
 */
export async function writeCheckpoint(folder: string, checkpoint: Checkpoint): Promise<string> {
  const target = join(folder, `step-${String(checkpoint.step).padStart(6, '0')}`);
  const draft = `${target}.draft`;
  const state = Buffer.concat(stateParts.map((part) => bytesOf(checkpoint.values[part])));
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await writeSynced(join(draft, 'state.bin'), state);
  const header = JSON.stringify(headerOf(checkpoint, state));
  await writeSynced(join(draft, 'checkpoint.json'), Buffer.from(header));
  await rm(target, { recursive: true, force: true });
  await rename(draft, target);
  return target;
}

/** Reads the checkpoint of a folder. @throws Error when the state is not the one that the header describes. */
export async function readCheckpoint(folder: string): Promise<Checkpoint> {
  const text = await readFile(join(folder, 'checkpoint.json'), 'utf8');
  const header = JSON.parse(text) as Header;
  if (header.format !== 'touchstone-checkpoint/1')
    throw new Error(`${folder} is not a checkpoint of this program`);
  const state = await readFile(join(folder, 'state.bin'));
  if (hashOf(state) !== header.sha256)
    throw new Error(`${folder}/state.bin is not the file that checkpoint.json describes`);
  const { step, settings, inputs, statistics } = header;
  return { step, settings, inputs, statistics, values: cut(state, header.lengths) };
}

/** Returns the folder of the checkpoint with the most steps, or undefined where there is none. */
export async function newestCheckpoint(folder: string): Promise<string | undefined> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => /^step-\d+$/.test(name)).sort();
  const newest = names.at(-1);
  return newest === undefined ? undefined : join(folder, newest);
}

function headerOf(
  { step, settings, inputs, statistics, values }: Checkpoint,
  state: Buffer,
): Header {
  const lengths = Object.fromEntries(stateParts.map((part) => [part, values[part].length]));
  return {
    format: 'touchstone-checkpoint/1',
    step,
    settings,
    inputs,
    statistics,
    lengths: lengths as Header['lengths'],
    sha256: hashOf(state),
  };
}

function cut(state: Buffer, lengths: Header['lengths']): StateValues {
  const numbers = new Float32Array(Uint8Array.from(state).buffer);
  let start = 0;
  const parts = stateParts.map((part) => {
    const values = numbers.slice(start, start + lengths[part]);
    start += lengths[part];
    return [part, values] as const;
  });
  return Object.fromEntries(parts) as StateValues;
}
