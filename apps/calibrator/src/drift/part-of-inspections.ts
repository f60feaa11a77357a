import type { WatchedPart } from '#calibration';
import type { WatchedInspection } from '#storage';

/**
 * The inspections of each part, in the order in which the parts first came; golden parts and frames of a camera at
 * fault say nothing of the line. Frames without a part id are parts of their own.
 */
export function byPart(list: readonly WatchedInspection[]): WatchedInspection[][] {
  const parts = new Map<string, WatchedInspection[]>();
  for (const one of list) {
    const { partId, frameId, verdict, goldenPart } = one.inspection;
    if (verdict === 'invalid' || (goldenPart ?? null) !== null) continue;
    const key = partId === null ? `frame ${frameId}` : `part ${partId}`;
    parts.set(key, [...(parts.get(key) ?? []), one]);
  }
  return [...parts.values()];
}

/** What a part gives to the tests: its worst frame's score, and that frame's picture. */
export function watchedPart(
  frames: readonly WatchedInspection[],
  embedding: number | null,
): WatchedPart {
  const worst = frames.reduce((a, b) =>
    b.inspection.imageScore > a.inspection.imageScore ? b : a,
  );
  const { verdict, imageScore, quality, inspectedAt } = worst.inspection;
  return {
    alarm: frames.some(({ inspection }) => inspection.verdict === 'defect'),
    score: verdict === 'ok' ? imageScore : null,
    focus: quality?.focus ?? null,
    exposure: quality?.exposure ?? null,
    colour: quality ? quality.castRed - quality.castBlue : null,
    shift: quality && quality.match > 0.5 ? quality.shiftX + quality.shiftY : null,
    embedding,
    at: inspectedAt,
  };
}
