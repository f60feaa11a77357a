const lengths = [10, 30, 60, 240, 480, 1_440, 10_080] as const;

/** A chart with more points than this cannot be read. */
const mostPoints = 62;

/** Returns the minutes of a stretch, so that a period has few enough of them for a chart. */
export function stretchMinutesFor(from: Date, until: Date): number {
  const minutes = (until.getTime() - from.getTime()) / 60_000;
  return lengths.find((length) => minutes / length <= mostPoints) ?? lengths.at(-1)!;
}
