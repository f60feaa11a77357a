import type { Certificate, Limits } from '#contracts';

const most = 10;

/** A part by its worst frame, which gives the part's held-out score. */
export interface WorstFrame {
  readonly frameId: string;
  readonly partId: string | null;
  readonly score: number;
}

/**
 * Returns the parts whose held-out scores are nearest to a limit, at most ten a limit, nearest first: who set it, and
 * who would move it if a person found that they are not good parts after all.
 */
export function limitSettersOf(
  parts: readonly WorstFrame[],
  limits: Limits,
): Certificate['limitSetters'] {
  return (['reject', 'warn'] as const).flatMap((limit) =>
    parts
      .toSorted(
        (a, b) =>
          Math.abs(a.score - limits[limit]) - Math.abs(b.score - limits[limit]) ||
          (a.frameId < b.frameId ? -1 : 1),
      )
      .slice(0, most)
      .map(({ frameId, partId, score }) => ({ frameId, partId, score, limit })),
  );
}

/**
 * Returns each part's worst frame. `frames`: held-out score by frame id; `parts`: part key by frame id; `partIdOf`
 * gives the id that a person knows the part by, null without one.
 */
export function worstFrames(
  frames: ReadonlyMap<string, number>,
  parts: ReadonlyMap<string, string>,
  partIdOf: (frameId: string) => string | null,
): WorstFrame[] {
  const worst = new Map<string, WorstFrame>();
  for (const [frameId, score] of frames) {
    const key = parts.get(frameId) ?? frameId;
    const known = worst.get(key);
    if (!known || score > known.score)
      worst.set(key, { frameId, partId: partIdOf(frameId), score });
  }
  return [...worst.values()];
}
