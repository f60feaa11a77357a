import { between, type GreyImage } from './grey.js';

/** A move of a picture against its reference: pixels right and down, and a turn about the centre in radians, clockwise. */
export interface Move {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
}

/** A reference made ready: sampled values, how each changes with the three numbers of a move, and the inverse of their products. */
export interface Template {
  readonly width: number;
  readonly height: number;
  /** Sampled places from the centre, their values and their three slopes, one after the other. */
  readonly samples: Float64Array;
  /** Inverse of the 3 x 3 sum of the slopes' products; null where the picture does not say where it lies. */
  readonly inverse: readonly number[] | null;
}

const rounds = 12;
/** Pixels of 128 below which a further round changes nothing. */
const settled = 0.01;
/** Every third pixel of every third row. */
const every = 3;
/** Numbers of a sample. */
export const fields = 6;

export function templateOf({ width, height, values }: GreyImage): Template {
  const samples: number[] = [];
  const products = new Array<number>(9).fill(0);
  for (let y = 1; y < height - 1; y += every)
    for (let x = 1; x < width - 1; x += every) {
      const at = y * width + x;
      const [dx, dy] = [x - (width - 1) / 2, y - (height - 1) / 2];
      const gx = (values[at + 1]! - values[at - 1]!) / 2;
      const gy = (values[at + width]! - values[at - width]!) / 2;
      const slopes = [gx, gy, gy * dx - gx * dy];
      samples.push(dx, dy, values[at]!, ...slopes);
      for (let i = 0; i < 9; i++) products[i]! += slopes[Math.floor(i / 3)]! * slopes[i % 3]!;
    }
  return { width, height, samples: Float64Array.from(samples), inverse: inverted(products) };
}

/**
 * Finds the rigid move that best maps the reference onto the image, from a first guess: Gauss-Newton on the grey
 * differences over the common area, in the inverse compositional form (Baker and Matthews, 2004), so that all slopes
 * are the reference's; gain and offset of the light are taken out by the area's own mean and deviation.
 */
export function refineMove(template: Template, image: GreyImage, first: Move): Move {
  let { x, y, turn } = first;
  for (let round = 0; round < rounds; round++) {
    const step = stepFrom(template, image, { x, y, turn });
    if (step === null) break;
    const [cos, sin] = [Math.cos(turn - step.turn), Math.sin(turn - step.turn)];
    turn -= step.turn;
    x -= cos * step.x - sin * step.y;
    y -= sin * step.x + cos * step.y;
    if (Math.abs(step.x) + Math.abs(step.y) + Math.abs(step.turn) * 64 < settled) break;
  }
  return { x, y, turn };
}

/** Returns the correlation of the reference and the image under the move, over their common area: -1 to 1. */
export function matchAt(template: Template, image: GreyImage, move: Move): number {
  const seen = look(template, image, move);
  // A common area of less than a quarter proves nothing.
  return 4 * fields * seen.count < template.samples.length ? 0 : seen.correlation;
}

interface AlignedSamples {
  /** The image at each sample; NaN outside of it. */
  readonly values: Float64Array;
  readonly count: number;
  readonly gain: number;
  readonly offset: number;
  readonly correlation: number;
}

function stepFrom(template: Template, image: GreyImage, move: Move): Move | null {
  const { samples, inverse } = template;
  if (inverse === null) return null;
  const { values, gain, offset, count } = look(template, image, move);
  if (count === 0 || gain === 0) return null;
  let [a, b, c] = [0, 0, 0];
  for (let i = 0, at = 0; i < values.length; i++, at += fields) {
    const value = values[i]!;
    if (value !== value) continue;
    const difference = gain * value + offset - samples[at + 2]!;
    a += samples[at + 3]! * difference;
    b += samples[at + 4]! * difference;
    c += samples[at + 5]! * difference;
  }
  // Samples that left the image say nothing; the others stand for them.
  const share = values.length / count;
  const along = (row: number) => share * (inverse[row]! * a + inverse[row + 1]! * b + inverse[row + 2]! * c); // prettier-ignore
  return { x: along(0), y: along(3), turn: along(6) };
}

/** The image where the move puts the reference's samples, with the gain and offset that bring it to their light. */
function look({ samples, width, height }: Template, image: GreyImage, move: Move): AlignedSamples {
  const values = new Float64Array(samples.length / fields);
  const [cx, cy] = [(width - 1) / 2 + move.x, (height - 1) / 2 + move.y];
  const [cos, sin] = [Math.cos(move.turn), Math.sin(move.turn)];
  let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
  for (let i = 0, at = 0; i < values.length; i++, at += fields) {
    const [dx, dy, a] = [samples[at]!, samples[at + 1]!, samples[at + 2]!];
    const b = between(image, cx + cos * dx - sin * dy, cy + sin * dx + cos * dy);
    values[i] = b;
    if (b !== b) continue;
    n++;
    sa += a;
    sb += b;
    saa += a * a;
    sbb += b * b;
    sab += a * b;
  }
  const [va, vb] = [Math.max(0, n * saa - sa * sa), Math.max(0, n * sbb - sb * sb)];
  const gain = vb === 0 ? 0 : Math.sqrt(va / vb);
  const correlation = va === 0 || vb === 0 ? 0 : (n * sab - sa * sb) / Math.sqrt(va * vb);
  return { values, count: n, gain, offset: n === 0 ? 0 : (sa - gain * sb) / n, correlation };
}

/** Inverse of a 3 x 3 matrix by its adjugate; null where it has none. */
function inverted(m: readonly number[]): number[] | null {
  const cofactor = (r: number, c: number) => {
    const [r1, r2, c1, c2] = [(r + 1) % 3, (r + 2) % 3, (c + 1) % 3, (c + 2) % 3];
    return m[3 * r1 + c1]! * m[3 * r2 + c2]! - m[3 * r1 + c2]! * m[3 * r2 + c1]!;
  };
  const determinant = m[0]! * cofactor(0, 0) + m[1]! * cofactor(0, 1) + m[2]! * cofactor(0, 2);
  const size = m[0]! * m[4]! * m[8]!;
  if (!(Math.abs(determinant) > 1e-9 * Math.abs(size))) return null;
  return Array.from({ length: 9 }, (_, i) => cofactor(i % 3, Math.floor(i / 3)) / determinant);
}
