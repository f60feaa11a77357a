import type { DetectionCurve } from '#contracts';

/** The chart in its own units: the plot lies between left and the width, top and bottom. */
export const chartArea = { width: 480, height: 220, left: 48, top: 12, bottom: 190 };

/** Returns where a size lies, by its logarithm between the smallest and the largest. */
export function xOf(size: number, sizes: readonly number[]): number {
  const [least, most] = [Math.log(sizes[0]!), Math.log(sizes.at(-1)!)];
  const { left, width } = chartArea;
  return left + 14 + ((Math.log(size) - least) / (most - least)) * (width - left - 32);
}

/** Returns where a share lies. */
export function yOf(share: number): number {
  const { top, bottom } = chartArea;
  return bottom - share * (bottom - top);
}

const steps = 40;

/** Returns the path of the fitted curve: log odds linear in the logarithm of size, through a50 and a90; empty without both. */
export function pathOf(
  { a50, a90 }: Pick<DetectionCurve, 'a50' | 'a90'>,
  sizes: readonly number[],
): string {
  if (a50 === null || a90 === null || a90 <= a50 || sizes.length < 2) return '';
  const slope = Math.log(9) / Math.log(a90 / a50);
  const [least, most] = [Math.log(sizes[0]!), Math.log(sizes.at(-1)!)];
  const points = Array.from({ length: steps + 1 }, (_, i) => {
    const size = Math.exp(least + ((most - least) * i) / steps);
    const share = 1 / (1 + Math.exp(-slope * Math.log(size / a50)));
    return `${xOf(size, sizes).toFixed(1)} ${yOf(share).toFixed(1)}`;
  });
  return `M${points.join('L')}`;
}
