/** Returns the lowest and the highest value with a little room; a flat line lies in the middle. */
export function axisOf(values: readonly (number | null)[]): { low: number; high: number } {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { low: 0, high: 1 };
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = (high - low) * 0.05 || Math.abs(high) * 0.1 || 1;
  const floor = low - room;
  return { low: low >= 0 && floor < 0 ? 0 : floor, high: high + room };
}

/** Writes an SVG path through the values; a gap where there is none, a dot where one stands alone. */
export function pathOf(
  times: readonly number[],
  values: readonly (number | null)[],
  x: (time: number) => number,
  y: (value: number) => number,
): string {
  let down = false;
  const steps = values.map((value, index) => {
    if (value === null) {
      down = false;
      return '';
    }
    const place = `${x(times[index]!).toFixed(1)} ${y(value).toFixed(1)}`;
    const step = down ? `L${place}` : `M${place}h0.01`;
    down = true;
    return step;
  });
  return steps.join('');
}
