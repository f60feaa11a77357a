/**
 * Returns an orthogonal matrix Q `[d, d]`, row-major, such that every diagonal element of `Q C Q'` is trace(C) / d, for
 * a symmetric C `[d, d]`. There always is one (Schur, Horn); it is found by at most d - 1 plane rotations, each of
 * which gives one element its value (Bendel and Mickey 1978). Distances do not change under Q, and who then
 * standardises by the channels' deviations divides all by the same: that is what it is for.
 */
export function equalVariances(covariance: Float64Array, d: number): Float64Array {
  const c = covariance.slice();
  const q = Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0));
  const target = diagonal(c, d).reduce((sum, v) => sum + v, 0) / d;
  for (let rotation = 1; rotation < d; rotation++) {
    const [low, high] = farthest(diagonal(c, d), target);
    if (!(c[low * d + low]! < target && c[high * d + high]! > target)) break;
    const turn = turnTo(c, d, low, high, target);
    rotateRows(q, d, low, high, turn);
    rotateRows(c, d, low, high, turn);
    rotateColumns(c, d, low, high, turn);
    // What rounding leaves must not count as one more to turn.
    c[low * d + low] = target;
  }
  return q;
}

interface Turn {
  readonly cos: number;
  readonly sin: number;
}

function diagonal(c: Float64Array, d: number): number[] {
  return Array.from({ length: d }, (_, i) => c[i * d + i]!);
}

/** Places of the smallest and the largest; one is under the target and one above unless all are equal. */
function farthest(values: readonly number[], target: number): [number, number] {
  let [low, high] = [0, 0];
  values.forEach((value, i) => {
    if (value - target < values[low]! - target) low = i;
    if (value - target > values[high]! - target) high = i;
  });
  return [low, high];
}

/** Rotates so that the lower element becomes the target: cos² a + 2 sin cos b + sin² e = target, solved for the tangent. */
function turnTo(c: Float64Array, d: number, low: number, high: number, target: number): Turn {
  const a = c[low * d + low]! - target;
  const b = c[low * d + high]!;
  const e = c[high * d + high]! - target;
  const root = Math.sqrt(b * b - a * e);
  // Of both solutions of e t² + 2 b t + a = 0 the smaller turn, without cancellation.
  const tangent = b >= 0 ? -a / (b + root) : (-b + root) / e;
  const cos = 1 / Math.sqrt(1 + tangent * tangent);
  return { cos, sin: tangent * cos };
}

function rotateRows(m: Float64Array, d: number, i: number, j: number, { cos, sin }: Turn): void {
  for (let k = 0; k < d; k++) {
    const [x, y] = [m[i * d + k]!, m[j * d + k]!];
    m[i * d + k] = cos * x + sin * y;
    m[j * d + k] = cos * y - sin * x;
  }
}

function rotateColumns(m: Float64Array, d: number, i: number, j: number, { cos, sin }: Turn): void {
  for (let k = 0; k < d; k++) {
    const [x, y] = [m[k * d + i]!, m[k * d + j]!];
    m[k * d + i] = cos * x + sin * y;
    m[k * d + j] = cos * y - sin * x;
  }
}
