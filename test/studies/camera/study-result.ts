import type { CameraLimits } from '#contracts';
import type { SimulatedFault } from '#simulation';

/** How many of a kind of frame were called camera faults, and why. */
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
  /** Those of them that were given the right cause. */
  readonly named: number;
}

export interface CameraStudy {
  readonly set: string;
  readonly normals: number;
  readonly limits: CameraLimits;
  /** Test frames as they are, by kind. */
  readonly called: readonly CalledFrame[];
  readonly found: readonly FaultCounts[];
  /** Of each fault, the smallest of the sizes tried from which on at least 95 % are found; null for none. */
  readonly smallest: Readonly<Record<string, number | null>>;
}
