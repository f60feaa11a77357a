import type { DetectionCurve, SmallestDefect } from '#contracts';

/** Writes which pasted marks a model finds. */
export function smallestDefectText(found: SmallestDefect | null): string {
  if (found === null) return 'Nobody tried marks on this model yet: leave out --last.';
  const { version, marks, normals, unmarked, limits, side } = found;
  return [
    `Model ${version}, synthetic: ${marks} round marks on ${normals} good parts that its banks had not learned, at review ${score(limits.warn)} and reject ${score(limits.reject)}. Without a mark ${unmarked['not-passed']} of them are not passed.`,
    `Diameters in % of the shorter side of what is inspected (${side} pixels for the backbone); -: not within the sizes tried.`,
    'contrast  found means     a50     a90   a90/95',
    ...found.curves.map(lineOf),
    'Not passed, in %, by place (all sizes and contrasts):',
    ...placeLines(found),
  ].join('\n');
}

function lineOf({ contrast, foundAs, a50, a90, a9095 }: DetectionCurve): string {
  const size = (value: number | null) => (value === null ? '-' : (100 * value).toFixed(1));
  const means = foundAs === 'defect' ? 'called defect' : 'not passed';
  return [
    String(contrast).padStart(8),
    means.padEnd(13),
    size(a50).padStart(5),
    size(a90).padStart(6),
    size(a9095).padStart(7),
  ].join('  ');
}

function placeLines({ places: { rows, columns, cells } }: SmallestDefect): string[] {
  return Array.from({ length: rows }, (_, row) =>
    cells
      .slice(row * columns, (row + 1) * columns)
      .map(({ found, tried }) =>
        (tried === 0 ? 'mask' : String(Math.round((100 * found) / tried))).padStart(6),
      ) // prettier-ignore
      .join(''),
  );
}

function score(value: number): string {
  return String(Number(value.toPrecision(3)));
}
