import type { SlowChangeKind } from '#simulation';

export interface DriftStudyOptions {
  seeds: number;
  seed: number;
  normals: number;
  /**
   * The number of good parts before a change begins; then the parts that it takes, and those that are watched in all.
   */
  steady: number;
  over: number;
  parts: number;
  shuffles: number;
  change?: SlowChangeKind;
  backbone: string;
  size: number;
  rows: number;
  withTestGood?: boolean;
  json?: boolean;
}
