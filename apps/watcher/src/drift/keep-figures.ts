import { type DriftStep, stretchOf } from '#storage';
import type { DriftDocument } from './drift-document.js';

const dayMs = 86_400_000;
/** Figures over time are shown for at most a month. */
const keptDays = 32;

/**
 * Keeps the figures of the stretches that are over by `readTo`, at most a day of them in one step, with the mean distance
 * of their embeddings. Returns the document that knows it.
 */
export async function keepFigures(
  document: DriftDocument,
  step: Pick<DriftStep, 'keepWindows' | 'forgetWindows'>,
  readTo: Date,
  first: { inspectedAt: string },
): Promise<DriftDocument> {
  const from = new Date(document.windowsUntil ?? stretchOf(new Date(first.inspectedAt)));
  const oldest = stretchOf(new Date(readTo.getTime() - keptDays * dayMs));
  const start = from < oldest ? oldest : from;
  const until = new Date(Math.min(stretchOf(readTo).getTime(), start.getTime() + dayMs));
  if (until <= start) return document;
  await step.keepWindows({ from: start, until }, (starts) => shiftOf(document, starts));
  await step.forgetWindows(oldest);
  const shifts = Object.entries(document.shifts).filter(([starts]) => new Date(starts) >= until);
  return { ...document, windowsUntil: until.toISOString(), shifts: Object.fromEntries(shifts) };
}

function shiftOf({ shifts }: DriftDocument, starts: string): number | null {
  const shift = shifts[starts];
  return shift === undefined ? null : shift.sum / shift.blocks;
}
