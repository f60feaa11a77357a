import { randomOf, shuffled } from '#numbers';

/** Diameters of the marks, in shares of the shorter side of what is inspected, evenly spaced in their logarithm. */
export const markSizes = [0.01, 0.016, 0.025, 0.04, 0.063, 0.1, 0.16, 0.25] as const;
/** Contrasts of the marks, in grey levels of 255: faint, clear, strong. */
export const markContrasts = [15, 30, 60] as const;
/** The places that a picture is cut into, each way. */
export const placesEachWay = 6;

/** One mark to try. */
export interface PlannedMark {
  readonly size: number;
  readonly contrast: number;
  /** The place, row-major. */
  readonly place: number;
  /** The middle of the mark, in shares of the picture's width and height. */
  readonly x: number;
  readonly y: number;
  /** Which of the normals it is pasted on. */
  readonly normal: number;
  /** Uniform in [0, 1): whether it is brighter or darker where both fit. */
  readonly chance: number;
}

const marksStream = 0x6d61726b;

/**
 * Plans the marks: every size with every contrast at every place that counts, once, each on a normal drawn so that all get as
 * many. The same for a seed. `counts` tells whether a point, in shares of the picture, lies on a patch that counts; a place in which
 * no such point is found in ten throws gets none.
 */
export function plannedMarks(
  normals: number,
  seed: number,
  counts: (x: number, y: number) => boolean,
): PlannedMark[] {
  const random = randomOf(seed, marksStream);
  const marks: PlannedMark[] = [];
  for (let place = 0; place < placesEachWay ** 2; place++)
    for (const contrast of markContrasts)
      for (const size of markSizes) {
        const point = pointIn(place, () => random.uniform(), counts);
        if (point !== null) marks.push({ size, contrast, place, ...point, normal: 0, chance: random.uniform() }); // prettier-ignore
      }
  const turns = shuffled(marks.length, random);
  return marks.map((mark, i) => ({ ...mark, normal: turns[i]! % normals }));
}

function pointIn(
  place: number,
  uniform: () => number,
  counts: (x: number, y: number) => boolean,
): { x: number; y: number } | null {
  const [row, column] = [Math.floor(place / placesEachWay), place % placesEachWay];
  for (let throws = 0; throws < 10; throws++) {
    const [x, y] = [(column + uniform()) / placesEachWay, (row + uniform()) / placesEachWay];
    if (counts(x, y)) return { x, y };
  }
  return null;
}
