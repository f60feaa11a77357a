import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochFigures } from '../fitting/fitting-checkpoint.js';
import { newestState, readState, writeState } from '../fitting/state-files.js';
import type { TuningSettings } from './settings.js';
import { tuningParts, type TuningValues } from './tuning-state.js';

/** The state that a run needs to go on as if it had never stopped; made at the end of an epoch. */
export interface TuningCheckpoint {
  readonly settings: TuningSettings;
  /** The hashes that identify the network, the teacher and the images. */
  readonly identity: string;
  /** The figures of the epochs; the held-out figure is an error: the smaller the better. */
  readonly history: readonly EpochFigures[];
  readonly values: TuningValues;
  /** The weights with the smallest held-out error so far, and their epoch: 0 are those it started from. */
  readonly best: BestTuning;
}

export interface BestTuning {
  readonly epoch: number;
  readonly heldOut: number;
  readonly weights: Float32Array;
}

type Facts = Pick<TuningCheckpoint, 'settings' | 'identity' | 'history'> & {
  readonly best: Omit<BestTuning, 'weights'>;
};

const format = 'touchstone-fine-tuning/1';
/**
 * The number of checkpoints that are kept: they are four times the network each; the one before is for a newest one
 * that is damaged.
 */
const kept = 2;

/** Writes `<folder>/epoch-<n>/` and returns it; of the older ones the last stays. */
export async function writeTuning(folder: string, checkpoint: TuningCheckpoint): Promise<string> {
  const { values, best, ...rest } = checkpoint;
  const facts: Facts = { ...rest, best: { epoch: best.epoch, heldOut: best.heldOut } };
  const name = `epoch-${String(rest.history.length).padStart(6, '0')}`;
  const arrays = { ...values, best: best.weights };
  const written = await writeState(folder, name, format, { facts, arrays });
  const names = (await readdir(folder)).filter((one) => /^epoch-\d+$/.test(one)).sort();
  for (const old of names.slice(0, -kept)) await rm(join(folder, old), { recursive: true });
  return written;
}

/**
 * Reads the newest checkpoint of a folder, or undefined where there is none.
 * @throws TouchstoneError validation-failed when it is damaged.
 */
export async function newestTuning(folder: string): Promise<TuningCheckpoint | undefined> {
  const newest = await newestState(folder);
  if (newest === undefined) return undefined;
  const { facts, arrays } = await readState<Facts>(newest, format);
  const values = Object.fromEntries(tuningParts.map((part) => [part, arrays[part]!]));
  return { ...facts, values: values as TuningValues, best: { ...facts.best, weights: arrays['best']! } }; // prettier-ignore
}
