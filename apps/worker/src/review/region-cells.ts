import type { RegionOfInterest } from '#contracts';

const wholeFrame: RegionOfInterest = { x: 0, y: 0, width: 1, height: 1 };
/** Share of a cell, or of a region that is smaller than a cell, which both must have in common. */
const leastCommon = 0.25;

/**
 * Returns the patches that a region covers: row-major, 1 inside. Both the region that a person marked and the one that
 * the model looks at are in fractions of the frame.
 */
export function cellsInRegion(
  marked: RegionOfInterest,
  { rows, columns }: { rows: number; columns: number },
  looked: RegionOfInterest | null,
): Uint8Array {
  const seen = looked ?? wholeFrame;
  const [width, height] = [seen.width / columns, seen.height / rows];
  const enough = leastCommon * Math.min(width * height, marked.width * marked.height);
  return Uint8Array.from({ length: rows * columns }, (_, place) => {
    const x = seen.x + (place % columns) * width;
    const y = seen.y + Math.floor(place / columns) * height;
    const common =
      overlap(x, width, marked.x, marked.width) * overlap(y, height, marked.y, marked.height);
    return Number(common > 0 && common >= enough);
  });
}

function overlap(a: number, lengthA: number, b: number, lengthB: number): number {
  return Math.max(0, Math.min(a + lengthA, b + lengthB) - Math.max(a, b));
}
