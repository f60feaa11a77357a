import { hitMissFit, type HitsOfSize } from '#calibration';
import type { DetectionCurve, FoundAs, SmallestDefect } from '#contracts';
import { markContrasts, markSizes, placesEachWay, type PlannedMark } from './planned-marks.js';

/** A mark with the score of the normal that it was pasted on. */
export interface TriedMark extends Pick<PlannedMark, 'size' | 'contrast' | 'place'> {
  readonly score: number;
}

/** Returns what the marks that were tried say: curves by contrast and verdict, and the places. Pure. */
export function figuresOfMarks(
  marks: readonly TriedMark[],
  limits: { readonly warn: number; readonly reject: number },
): Pick<SmallestDefect, 'curves' | 'places'> {
  const over = { 'not-passed': limits.warn, defect: limits.reject };
  const curves = (['not-passed', 'defect'] as const).flatMap((foundAs) =>
    markContrasts.map((contrast) => curveOf(marks, contrast, foundAs, over[foundAs])),
  );
  const cells = Array.from({ length: placesEachWay ** 2 }, (_, place) => {
    const here = marks.filter((mark) => mark.place === place);
    return { found: here.filter(({ score }) => score > limits.warn).length, tried: here.length };
  });
  return { curves, places: { rows: placesEachWay, columns: placesEachWay, cells } };
}

function curveOf(
  marks: readonly TriedMark[],
  contrast: number,
  foundAs: FoundAs,
  limit: number,
): DetectionCurve {
  const points = markSizes.map((size): HitsOfSize => {
    const same = marks.filter((mark) => mark.size === size && mark.contrast === contrast);
    return { size, found: same.filter(({ score }) => score > limit).length, tried: same.length };
  });
  return { contrast, foundAs, ...hitMissFit(points), points };
}
