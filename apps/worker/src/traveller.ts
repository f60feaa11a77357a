import type { Engine, ImageQuality, Inspection } from '#contracts';
import type { RgbImage } from '#images';
import type { FrameEmbedding } from '#inspection';
import type { FrameScore, Likeness } from '#memory-bank';
import type { StoredFrame } from '#storage';

/** What travels from step to step; each type says what its step added. Times in milliseconds. */
export interface Fetched {
  row: StoredFrame;
  /** It has the bytes of the frame before it, and is another capture. */
  repeats: boolean;
  bytes: Buffer;
  /** When the worker took the job. */
  takenAt: Date;
  fetchMs: number;
}

/** From `decode`: the region of interest at the model's input size, in place of the frame's bytes. */
export interface Decoded extends Omit<Fetched, 'bytes'> {
  image: RgbImage;
  quality: ImageQuality | null;
  decodeMs: number;
}

/** From the batch: how long it waited for it, and how long the whole batch took. */
export interface Scored extends Decoded {
  score: FrameScore;
  /** Kept once the verdict is recorded; null where nobody asked for it. */
  embedding: FrameEmbedding | null;
  /** What of the defect memory it looks like, and the version of it. */
  likeness: Likeness | null;
  memoryVersion: number;
  engine: Engine;
  waitMs: number;
  embedMs: number;
  scoreMs: number;
}

/** From `decide`: the inspection as it will be recorded. */
export interface Decided {
  inspection: Inspection;
  /** Whether the station asks for an alert on this verdict. */
  alert: boolean;
  /** The entry of the defect memory that changed the verdict, or null. */
  changedBy: string | null;
}
