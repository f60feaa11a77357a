import type { PictureRetention } from '#contracts';

/** Says for how long, and how many, pictures of one verdict are kept. */
export function keptWords({ days, most }: PictureRetention): string {
  const bounds = [
    ...(days === null ? [] : [days === 1 ? '1 day' : `${days} days`]),
    ...(most === null ? [] : [`the last ${most.toLocaleString('en')}`]),
  ];
  return bounds.length === 0 ? 'all' : bounds.join(', ');
}
