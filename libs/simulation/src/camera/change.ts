import type { Surface } from '../surface.js';

/** A change to the surface around one place. */
export interface Change {
  /** The change's width, in radii of the part. */
  size: number;
  /** Tells whether (u, v) is close enough to look at. */
  near(u: number, v: number): boolean;
  /** Changes the surface at (u, v); returns how much of the defect is there, 0 to 1. */
  apply(surface: Surface, u: number, v: number, pixel: number): number;
}
