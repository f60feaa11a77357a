import type { Inspection } from '#contracts';

/** A defect of the line, as much of it as a screen keeps. */
export type LatchedDefect = Pick<Inspection, 'frameId' | 'partId' | 'inspectedAt'>;

/** What a screen holds of a station's defects: what nobody has seen, oldest first, and up to where it has read. */
export interface Latch {
  queue: readonly LatchedDefect[];
  /** The time of the newest defect that was taken in; what came before the screen began is not its matter. */
  until: string;
  /** The frames taken in lately, so that one that is told of twice, or late, is taken once. */
  taken: readonly string[];
}

/** Verdicts of several workers may come in another order than they were given: so far back a screen looks again. */
export const overlapMs = 60_000;
/** More than a line can call defect in the overlap. */
const mostTaken = 2_000;

/** Returns the latch of a screen that begins now. */
export function newLatch(now: string): Latch {
  return { queue: [], until: now, taken: [] };
}

/** Returns the time from which on a screen has to read the defects that it may not have been told of. */
export function readFrom({ until }: Latch): string {
  return new Date(Date.parse(until) - overlapMs).toISOString();
}

/**
 * Returns the latch with defects, in whatever order and however often they come: each that was never taken joins the
 * queue in the order of its verdict, and none leaves it. Golden parts are shown on purpose and are no defects of the
 * line. Pure.
 */
export function withDefects(
  latch: Latch,
  inspections: readonly Inspection[],
  began: string,
): Latch {
  const taken = new Set(latch.taken);
  const fresh = inspections.filter(
    ({ verdict, goldenPart, frameId, inspectedAt }) =>
      verdict === 'defect' && goldenPart === null && inspectedAt >= began && !taken.has(frameId),
  );
  if (fresh.length === 0) return latch;
  const unique = [...new Map(fresh.map((one) => [one.frameId, kept(one)])).values()];
  return {
    queue: [...latch.queue, ...unique].sort(byTime),
    until: [latch.until, ...unique.map(({ inspectedAt }) => inspectedAt)].sort().at(-1)!,
    taken: [...latch.taken, ...unique.map(({ frameId }) => frameId)].slice(-mostTaken),
  };
}

/** Returns the latch after a person has seen one of its defects. Pure. */
export function withoutDefect(latch: Latch, frameId: string): Latch {
  return { ...latch, queue: latch.queue.filter((one) => one.frameId !== frameId) };
}

function kept({ frameId, partId, inspectedAt }: Inspection): LatchedDefect {
  return { frameId, partId, inspectedAt };
}

function byTime(a: LatchedDefect, b: LatchedDefect): number {
  return a.inspectedAt < b.inspectedAt ? -1 : a.inspectedAt > b.inspectedAt ? 1 : 0;
}
