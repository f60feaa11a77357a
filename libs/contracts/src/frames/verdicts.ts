import { z } from 'zod';

/** The verdict on a frame: `review` lies between the limits; `invalid` means the camera, not the part, is at fault. */
export const verdict = z.enum(['ok', 'review', 'defect', 'invalid']);
export type Verdict = z.infer<typeof verdict>;

/** The state of a frame: `accepted` ones wait or are in work; `failed` ones are kept and can be put back in. */
export const frameState = z.enum(['accepted', 'inspected', 'failed']);
export type FrameState = z.infer<typeof frameState>;
