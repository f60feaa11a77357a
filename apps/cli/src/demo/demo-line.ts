import type { Upload } from '../client/push.js';

/** What is known of a part beforehand, to be told beside its verdict. */
export type Known =
  | { kind: 'good' }
  /** `plain` ones must be found; slight ones may pass. */
  | { kind: 'defect'; name: string; plain: boolean }
  | { kind: 'unknown' };

export interface DemoFrame {
  upload: Upload;
  known: Known;
}

/** Where a demo's images come from. */
export interface DemoLine {
  station: string;
  title: string;
  normals: number;
  /** Share of the parts that are made faulty; null where nobody knows. */
  faultyShare: number | null;
  normalAt(index: number): Promise<Upload>;
  /** Frames before they come again; Infinity on a simulated line. */
  frames: number;
  frameAt(index: number): Promise<DemoFrame>;
  /** The same for a bounded round, in which enough defects must be. */
  checkFrames: number;
  checkFrameAt(index: number): Promise<DemoFrame>;
  /** How many of so many plain defects a round must flag. */
  mustFlag(plain: number): number;
}
