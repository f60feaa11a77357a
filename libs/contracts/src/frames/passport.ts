import { z } from 'zod';
import { defectLook } from '../reviews/families.js';
import { review } from '../reviews/reviews.js';
import { partId } from './ids.js';
import { inspection } from './inspection.js';

export const passportQuery = z.object({ part: partId });

/** One frame of a part: its inspection, its defect's family, and what people said of it. */
export const passportFrame = z.object({
  inspection,
  look: defectLook.nullable(),
  /** All answers, oldest first, those that were taken back too. */
  reviews: z.array(review),
  /** The time at which its picture was deleted; null while it is there. */
  pictureDeletedAt: z.string().nullable(),
});
export type PassportFrame = z.infer<typeof passportFrame>;

/** The number of frames that a passport shows at most, the newest. */
export const mostOfPassport = 500;

/** Everything that was seen of one part: all frames of all stations that show it. */
export const passport = z.object({
  partId,
  lots: z.array(z.string()),
  /** The frames, oldest first. */
  frames: z.array(passportFrame),
  /** Whether there are more frames than are shown. */
  more: z.boolean(),
});
export type Passport = z.infer<typeof passport>;
