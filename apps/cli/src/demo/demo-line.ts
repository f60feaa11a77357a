import type { Upload } from '../client/push.js';

/** The known truth of a part, to be told beside its verdict. */
export type Known =
  | { kind: 'good' }
  /** The part has a defect: a `plain` one must be found; a slight one may pass. */
  | { kind: 'defect'; name: string; plain: boolean }
  | { kind: 'unknown' };

export interface DemoFrame {
  upload: Upload;
  known: Known;
}

/** The source of a demo's images. */
export interface DemoLine {
  station: string;
  title: string;
  normals: number;
  /** The share of the parts that are made faulty, 0 to 1; null where nobody knows. */
  faultyShare: number | null;
  normalAt(index: number): Promise<Upload>;
  /** The number of frames before they come again; Infinity on a simulated line. */
  frames: number;
  frameAt(index: number): Promise<DemoFrame>;
  /** The same for a bounded round, in which enough defects must be. */
  checkFrames: number;
  checkFrameAt(index: number): Promise<DemoFrame>;
  /** Returns how many of so many plain defects a round must flag. */
  mustFlag(plain: number): number;
}
