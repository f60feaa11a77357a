import { type DriftReference, type LineState, startLine } from '#drift';
import type { DriftStatus } from '#contracts';
import type { DriftState } from '#storage';

/** What is stored of a station's watch, beside its place. */
export interface DriftDocument {
  /** Null: the station's settings switch it off. */
  line: LineState | null;
  /** Hash of what the embeddings that count were made with. */
  madeWith: string | null;
  /** How the tests stand, for those who only read. */
  signals: DriftStatus[];
  observed: { rate: number | null; parts: number };
  /** Figures of the stretches before it are kept; null: of none. */
  windowsUntil: string | null;
  /** Of stretches whose figures are not kept yet, by their beginning: distances of the blocks of embeddings. */
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
