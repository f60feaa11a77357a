import type { DecidedBy, FrameState, Verdict } from '#contracts';
import type { StoredImage } from './stored-image.js';

export interface FrameFailure {
  code: string;
  detail: string;
  attempts: number;
}

/** A frame as its row holds it. */
export interface StoredFrame extends StoredImage {
  state: FrameState;
  acceptedAt: Date;
  failure: FrameFailure | null;
  /** The golden part that it shows on purpose. */
  goldenPart: string | null;
  /** The time at which its picture was deleted; null while it is there. */
  pictureDeletedAt: Date | null;
  /** The time, by the clock of PostgreSQL, by which its verdict is wanted; null without a deadline. */
  deadlineAt: Date | null;
  /** Who said the verdict that holds, which one, and when; null while nobody did, and without a deadline. */
  answeredBy: DecidedBy | null;
  answer: Verdict | null;
  answeredAt: Date | null;
}

/** What is said of a frame later on. */
export const untouched = {
  state: 'accepted',
  failure: null,
  pictureDeletedAt: null,
  deadlineAt: null,
  answeredBy: null,
  answer: null,
  answeredAt: null,
} as const satisfies Partial<StoredFrame>;

export type NewFrame = Omit<StoredFrame, keyof typeof untouched> & {
  /** The milliseconds from now by which its verdict is wanted. */
  deadlineMs?: number | null;
};
