/** Frames of one part come within this many milliseconds of each other. */
export const longestBurstGapMs = 2000;
/** The factor by which gaps inside a burst are shorter, at least, than the gaps between parts. */
const farShorter = 4;
/** The number of frames in a row that are no burst of one part any more: the long gaps are then breaks of the line. */
const mostFrames = 20;
/** The number of short gaps that are no chance among irregular ones: 4 ^ -4 for arrivals at random. */
const enoughShortGaps = 4;

/**
 * Returns which captures of a stream (one lot of one station, milliseconds) show one part: places in `times`, in order
 * of time, one list a part. Captures belong together when the gap between them is much smaller than the usual one: the
 * gaps fall into short and long ones that lie a factor of four or more apart, the short ones are at most
 * `longestGapMs`, and no run of short ones is longer than a burst. Where all gaps are alike nobody is grouped.
 */
export function timeBursts(times: readonly number[], longestGapMs = longestBurstGapMs): number[][] {
  const order = times.map((_, place) => place).sort((a, b) => times[a]! - times[b]!);
  const gaps = order.slice(1).map((place, i) => times[place]! - times[order[i]!]!);
  for (const shortest of splits(gaps, longestGapMs)) {
    const runs = cut(order, gaps, shortest);
    if (runs.every((run) => run.length <= mostFrames)) return runs;
  }
  return order.map((place) => [place]);
}

/** Largest short gaps that come into question, the largest first. */
function splits(gaps: readonly number[], longestGapMs: number): number[] {
  const ascending = gaps.toSorted((a, b) => a - b);
  const found: number[] = [];
  for (let i = ascending.length - 1; i > 0; i--) {
    const [short, long] = [ascending[i - 1]!, ascending[i]!];
    const apart = short <= longestGapMs && long >= farShorter * Math.max(short, 1);
    if (apart && (i >= enoughShortGaps || regular(ascending.slice(i)))) found.push(short);
  }
  return found;
}

/** Gaps of a line in step: the shortest is more than half of the middle one. */
function regular(ascending: readonly number[]): boolean {
  return ascending.length >= 2 && ascending[0]! > ascending[Math.floor(ascending.length / 2)]! / 2;
}

function cut(order: readonly number[], gaps: readonly number[], shortest: number): number[][] {
  const runs: number[][] = [];
  order.forEach((place, i) => {
    if (i > 0 && gaps[i - 1]! <= shortest) runs.at(-1)!.push(place);
    else runs.push([place]);
  });
  return runs;
}
