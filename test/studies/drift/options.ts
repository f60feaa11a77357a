import type { SlowChangeKind } from '#simulation';

export interface DriftStudyOptions {
  seeds: number;
  seed: number;
  normals: number;
  /** Good parts before a change begins, parts that it takes, and parts that are watched in all. */
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
