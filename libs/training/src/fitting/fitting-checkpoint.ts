import { newestState, readState, writeState } from './state-files.js';
import { fittingParts, type FittingValues } from './fitting-state.js';
import type { FittingSettings } from './settings.js';

/** One epoch of a run. */
export interface EpochFigures {
  /** The number of the epoch, counted from 1. */
  readonly epoch: number;
  /** Mean loss of its steps. */
  readonly loss: number;
  /** The held-out figure after it, the larger the better. */
  readonly heldOut: number;
}

/** The state that a run needs to go on as if it had never stopped; made at the end of an epoch. */
export interface FittingCheckpoint {
  readonly settings: FittingSettings;
  /** The text that identifies the vectors. */
  readonly identity: string;
  readonly history: readonly EpochFigures[];
  readonly values: FittingValues;
  /** The head with the best held-out figure so far, and its epoch: 0 is the untrained one. */
  readonly best: { readonly epoch: number; readonly heldOut: number; readonly head: Float32Array };
}

type Facts = Omit<FittingCheckpoint, 'values' | 'best'> & {
  readonly best: Omit<FittingCheckpoint['best'], 'head'>;
};

const format = 'touchstone-fitting/1';

/** Writes `<folder>/epoch-<n>/` and returns it. */
export async function writeFitting(folder: string, state: FittingCheckpoint): Promise<string> {
  const { settings, identity, history, values, best } = state;
  const { head, ...bestFacts } = best;
  const facts: Facts = { settings, identity, history, best: bestFacts };
  const name = `epoch-${String(history.length).padStart(6, '0')}`;
  return writeState(folder, name, format, { facts, arrays: { ...values, head } });
}

/**
 * Reads the newest checkpoint of a folder, or undefined where there is none.
 * @throws TouchstoneError validation-failed when it is damaged.
 */
export async function newestFitting(folder: string): Promise<FittingCheckpoint | undefined> {
  const newest = await newestState(folder);
  if (newest === undefined) return undefined;
  const { facts, arrays } = await readState<Facts>(newest, format);
  const values = Object.fromEntries(fittingParts.map((part) => [part, arrays[part]!]));
  const best = { ...facts.best, head: arrays['head']! };
  return { ...facts, values: values as FittingValues, best };
}
