import { z } from 'zod';

/** A hundred years, in days: more than anybody asks for, and a date that PostgreSQL can reckon with. */
const mostDays = 36_500;

/** The bounds within which pictures with one verdict are kept. A bound that is null is none. */
export const pictureRetention = z.strictObject({
  /** The days after which a picture goes. */
  days: z.number().min(0.001).max(mostDays).nullable().default(null),
  /** The number of pictures that are kept; beyond it the oldest go. */
  most: z.int().min(0).max(1_000_000_000).nullable().default(null),
});
export type PictureRetention = z.infer<typeof pictureRetention>;

/**
 * The bounds within which a station keeps pictures, and its records. Whatever people hold is kept beyond all bounds:
 * frames with a review, with an alert that nobody has acknowledged, and those of golden parts.
 */
export const retentionSettings = z.strictObject({
  ok: pictureRetention.prefault({}),
  review: pictureRetention.prefault({}),
  defect: pictureRetention.prefault({}),
  invalid: pictureRetention.prefault({}),
  /** The number of pictures of ok parts older than an hour of which one is kept; 1 keeps all. */
  okOneIn: z.int().min(1).max(1_000_000).default(1),
  /** The gigabytes (10^9 bytes) of pictures that the station keeps; beyond them the least valuable go first. */
  gigabytes: z.number().min(0.001).max(1_000_000).nullable().default(null),
  /** The days after which a frame's records go with its picture: inspection, anomaly map, embedding, alert. */
  recordDays: z.number().min(0.001).max(mostDays).nullable().default(null),
});
export type RetentionSettings = z.infer<typeof retentionSettings>;

/** Verdicts in the order in which their pictures may be missed: those that come first go first. */
export const leastValuableFirst = ['ok', 'invalid', 'review', 'defect'] as const;

/** The room for pictures, as `GET /v1/storage` tells it. */
export const storageFigures = z.object({
  /** Bytes of the disk that the pictures lie on, and of it those that are free; null for a store without a disk of its own. */
  totalBytes: z.number().nullable(),
  freeBytes: z.number().nullable(),
  /** Free bytes under which the oldest of the least valuable pictures are deleted; null without a disk. */
  reserveBytes: z.number().nullable(),
  /** The bytes a day by which pictures grew in the last day: those that came in, less those that were deleted. */
  grownBytesPerDay: z.number(),
  /** Days until only the reserve is free, at this rate; null while it does not grow. */
  fullInDays: z.number().nullable(),
});
export type StorageFigures = z.infer<typeof storageFigures>;
