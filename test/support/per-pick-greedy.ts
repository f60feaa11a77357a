/**
 * Picks by greedy k-center the obvious way: after each pick, every row's distance to it in float64; then the farthest
 * row, the lowest index first. Ends when every row left equals a picked one.
 */
export function perPickGreedy(
  rows: Float32Array,
  dimensions: number,
  count: number,
  first: number,
): number[] {
  const n = rows.length / dimensions;
  const nearest = new Float64Array(n).fill(Infinity);
  const picks: number[] = [];
  let next = first;
  while (picks.length < Math.min(count, n) && nearest[next] !== 0) {
    picks.push(next);
    bringNearer(rows, dimensions, nearest, next);
    next = nearest.reduce((best, value, i) => (value > nearest[best]! ? i : best), 0);
  }
  return picks;
}

function bringNearer(rows: Float32Array, d: number, nearest: Float64Array, picked: number): void {
  for (let i = 0; i < nearest.length; i++) {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += (rows[i * d + k]! - rows[picked * d + k]!) ** 2;
    nearest[i] = Math.min(nearest[i]!, sum);
  }
}
