import type { Clock } from '#telemetry';

export interface LooksOptions {
  /** The folders in which backbones are looked up by name, in this order. */
  readonly backboneFolders: readonly string[];
  readonly clock: Clock;
}

export const looksOptions = Symbol('options of looks');
