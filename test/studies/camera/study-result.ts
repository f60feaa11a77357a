import type { CameraLimits } from '#contracts';
import type { SimulatedFault } from '#simulation';

/** The number of frames of a kind that were called camera faults, and why. */
export interface CalledFrame {
  readonly kind: string;
  readonly frames: number;
  readonly invalid: number;
  readonly causes: Readonly<Record<string, number>>;
}

/** A simulated fault of one size, over good test frames. */
export interface FaultCounts {
  readonly fault: SimulatedFault;
  readonly size: number;
  readonly frames: number;
  readonly invalid: number;
  /** The number of the invalid ones that were given the right cause. */
  readonly named: number;
}

export interface CameraStudy {
  readonly set: string;
  readonly normals: number;
  readonly limits: CameraLimits;
  /** The test frames as they are, by kind. */
  readonly called: readonly CalledFrame[];
  readonly found: readonly FaultCounts[];
  /** The smallest of the sizes tried, by fault, from which on at least 95 % are found; null for none. */
  readonly smallest: Readonly<Record<string, number | null>>;
}
