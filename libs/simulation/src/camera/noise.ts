import { seeded } from '../seeded.js';

const side = 256;
const tile = makeTile();

/** Returns smooth noise in [-1, 1] with a period of 256 in both directions; one bump is about one unit wide. */
export function smoothNoise(x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [across, down] = [ease(x - left), ease(y - top)];
  const upper = (top & 255) * side;
  const lower = ((top + 1) & 255) * side;
  const [a, b] = [tile[upper + (left & 255)]!, tile[upper + ((left + 1) & 255)]!];
  const [c, d] = [tile[lower + (left & 255)]!, tile[lower + ((left + 1) & 255)]!];
  return a + (b - a) * across + (c - a + (a - b - c + d) * across) * down;
}

/** Returns rough noise in [-1, 1] without neighbourhood: the sensor's. */
export function grain(place: number): number {
  return tile[place & (side * side - 1)]!;
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

function makeTile(): Float32Array {
  const numbers = seeded('noise tile');
  return Float32Array.from({ length: side * side }, () => numbers.between(-1, 1));
}
