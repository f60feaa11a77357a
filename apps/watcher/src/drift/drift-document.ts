import { type DriftReference, type LineState, startLine } from '#drift';
import type { DriftStatus } from '#contracts';
import type { DriftState } from '#storage';

/** The stored state of a station's watch, beside its place. */
export interface DriftDocument {
  /** The line's state; null where the station's settings switch the watch off. */
  line: LineState | null;
  /** The hash of what the embeddings that count were made with. */
  madeWith: string | null;
  /** The states of the tests, for those who only read. */
  signals: DriftStatus[];
  observed: { rate: number | null; parts: number };
  /** The time before which the figures of the stretches are kept; null where none are. */
  windowsUntil: string | null;
  /**
   * The distances of the blocks of embeddings in stretches whose figures are not kept yet, by the stretches' beginning.
   */
  shifts: Record<string, { sum: number; blocks: number }>;
  [more: string]: unknown;
}

const empty = {
  signals: [],
  observed: { rate: null, parts: 0 },
  windowsUntil: null,
  shifts: {},
};

export function startDocument(reference: DriftReference, madeWith: string | null): DriftDocument {
  return { ...empty, line: startLine(reference), madeWith };
}

export function documentOff(): DriftDocument {
  return { ...empty, line: null, madeWith: null };
}

/** Reads the document out of a stored state. */
export function documentOf(state: DriftState): DriftDocument {
  return state.state as DriftDocument;
}
