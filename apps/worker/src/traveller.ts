import type { Engine, ImageQuality, Inspection } from '#contracts';
import type { RgbImage } from '#images';
import type { FrameEmbedding } from '#inspection';
import type { FrameScore, Likeness } from '#memory-bank';
import type { StoredFrame } from '#storage';

/**
 * The traveller that goes from step to step, as the fetch leaves it; each type says what its step added. Times in
 * milliseconds.
 */
export interface Fetched {
  row: StoredFrame;
  /** Tells whether it has the bytes of the frame before it, and is another capture. */
  repeats: boolean;
  bytes: Buffer;
  /** The time at which the worker took the job. */
  takenAt: Date;
  fetchMs: number;
}

/** The traveller after `decode`: the region of interest at the model's input size, in place of the frame's bytes. */
export interface Decoded extends Omit<Fetched, 'bytes'> {
  image: RgbImage;
  quality: ImageQuality | null;
  decodeMs: number;
}

/** The traveller after the batch: how long it waited for it, and how long the whole batch took. */
export interface Scored extends Decoded {
  score: FrameScore;
  /** The embedding, kept once the verdict is recorded; null where nobody asked for it. */
  embedding: FrameEmbedding | null;
  /** The entry of the defect memory that it looks like; `memoryVersion` is the version of the memory. */
  likeness: Likeness | null;
  memoryVersion: number;
  engine: Engine;
  waitMs: number;
  embedMs: number;
  scoreMs: number;
}

/** The traveller after `decide`: the inspection as it will be recorded. */
export interface Decided {
  inspection: Inspection;
  /** Tells whether the station asks for an alert on this verdict. */
  alert: boolean;
  /** The entry of the defect memory that changed the verdict, or null. */
  changedBy: string | null;
}
