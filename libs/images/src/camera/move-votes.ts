import { between, type GreyImage } from './grey.js';
import { fields, type Move, type Template } from './refine-move.js';

/** The number of blocks a side that vote. */
const blocks = 8;
/** Sums of a block: samples, then values of reference, moved and unmoved, their squares and products. */
const sums = 9;

/**
 * Returns how sure it is, 0 to 1, that the whole picture moved, and not a defect pulled at the estimate: the share of
 * the blocks, weighed by the reference's contrast there, that correlate better with the reference under the move than
 * without it. A moved camera moves every block; a stain changes one or two and makes the others worse.
 */
export function votesFor(template: Template, image: GreyImage, move: Move): number {
  const seen = new Float64Array(sums * blocks * blocks);
  const { samples, width, height } = template;
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const [cos, sin] = [Math.cos(move.turn), Math.sin(move.turn)];
  for (let at = 0; at < samples.length; at += fields) {
    const [dx, dy, a] = [samples[at]!, samples[at + 1]!, samples[at + 2]!];
    const b = between(image, cx + move.x + cos * dx - sin * dy, cy + move.y + sin * dx + cos * dy);
    if (b !== b) continue;
    const c = between(image, cx + dx, cy + dy);
    const row = Math.floor(((dy + cy) * blocks) / height);
    add(seen, sums * (row * blocks + Math.floor(((dx + cx) * blocks) / width)), a, b, c);
  }
  let [all, forIt] = [0, 0];
  for (let at = 0; at < seen.length; at += sums) {
    const [n, a, b, c, aa, bb, cc, ab, ac] = seen.subarray(at, at + sums) as unknown as number[];
    const contrast = Math.max(0, n! * aa! - a! * a!);
    const weight = n! > 0 ? Math.sqrt(contrast) / n! : 0;
    const moved = (n! * ab! - a! * b!) / Math.sqrt(n! * bb! - b! * b! + 1e-9);
    const still = (n! * ac! - a! * c!) / Math.sqrt(n! * cc! - c! * c! + 1e-9);
    all += weight;
    if (moved > still) forIt += weight;
  }
  return all === 0 ? 0 : forIt / all;
}

function add(seen: Float64Array, at: number, a: number, b: number, c: number): void {
  if (c !== c) return;
  seen[at]! += 1;
  seen[at + 1]! += a;
  seen[at + 2]! += b;
  seen[at + 3]! += c;
  seen[at + 4]! += a * a;
  seen[at + 5]! += b * b;
  seen[at + 6]! += c * c;
  seen[at + 7]! += a * b;
  seen[at + 8]! += a * c;
}
