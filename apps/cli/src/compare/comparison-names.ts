import type { Combination } from '#training';
import type { Comparison } from './ranked-rows.js';

/** Writes the name of a combination, such as `gap, L2, linear`. */
export function wayName({ pooling, l2Norm, head: kind }: Combination): string {
  return [pooling, l2Norm ? 'L2' : 'no L2', kind === 'none' ? 'no head' : kind].join(', ');
}

export function titleOf({ set, images, kinds, objective, seeds }: Comparison): string {
  const trained = objective === null ? '' : `, heads trained by ${objective}`;
  const drawn = seeds.length === 1 ? 'one seed' : `${seeds.length} seeds`;
  return `${set}: ${images.defects} defects of ${kinds.length} kinds${trained}, ${drawn}`;
}
