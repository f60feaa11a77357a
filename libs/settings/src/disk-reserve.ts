import { z } from 'zod';

/** The reserve that is kept free of a disk: a share of it, or a number of bytes. */
export type DiskReserve = { share: number } | { bytes: number };

const units = { MB: 1e6, GB: 1e9, TB: 1e12 };

/** Reads `5%`, `500MB`, `20GB` or `1TB`; a share is at most 50 %. */
export const diskReserve = z
  .string()
  .regex(/^\d+(\.\d+)?(%|MB|GB|TB)$/, 'expected a share such as 5% or a size such as 20GB')
  .transform((text): DiskReserve => {
    const [, number, unit] = /^([\d.]+)(%|MB|GB|TB)$/.exec(text)!;
    return unit === '%'
      ? { share: Number(number) / 100 }
      : { bytes: Number(number) * units[unit as keyof typeof units] };
  })
  .refine((reserve) => !('share' in reserve) || reserve.share <= 0.5, 'expected at most 50%');

/** Returns the bytes that are kept free of a disk of so many bytes. */
export function reservedBytes(reserve: DiskReserve, totalBytes: number): number {
  return 'share' in reserve ? reserve.share * totalBytes : reserve.bytes;
}
