import { inkAt } from './defects/mark.js';

/** The surface at one place of the part; one object is filled anew for every pixel. */
export interface Surface {
  /** The share of metal: 1 is metal, 0 is what lies beneath, the belt or the shade inside a hole. */
  metal: number;
  /** The depth of the place in a hole: 0 the belt beside the part, 1 inside a hole. */
  hole: number;
  /** The slope of the height in the part's own axes. */
  slopeU: number;
  slopeV: number;
  /** The share of turned surface: 1 is turned (grooves around the middle), 0 is blasted (even). */
  turned: number;
  /** The light that comes back, as a share of clean metal, by colour. */
  red: number;
  green: number;
  blue: number;
  /** The share that is covered by the mark, 0 to 1. */
  ink: number;
}

/** The part: a turned flange, in units of its outer radius. */
export const flange = {
  bore: 0.2,
  boss: 0.36,
  boltCircle: 0.63,
  bolt: 0.085,
  bolts: 6,
  groove: 0.83,
  chamfer: 0.05,
} as const;

export const boltCentres = Array.from({ length: flange.bolts }, (_, i) => {
  const angle = ((i + 0.5) / flange.bolts) * 2 * Math.PI;
  return {
    u: flange.boltCircle * Math.cos(angle + Math.PI / 6),
    v: flange.boltCircle * Math.sin(angle + Math.PI / 6),
  };
});

export function newSurface(): Surface {
  return {
    metal: 0,
    hole: 0,
    slopeU: 0,
    slopeV: 0,
    turned: 1,
    red: 1,
    green: 1,
    blue: 1,
    ink: 0,
  };
}

/**
 * Fills `surface` for the place (u, v) of a good part. `pixel` is the size of a pixel in radii: edges are
 * that wide, so that they are smooth without drawing anything twice.
 */
export function goodSurface(surface: Surface, u: number, v: number, pixel: number): void {
  const radius = Math.sqrt(u * u + v * v);
  surface.metal = edge(1 - radius, pixel) * edge(radius - flange.bore, pixel);
  surface.hole = radius < 0.5 ? 1 : 0;
  surface.turned = radius > flange.boss ? 1 : 0.25;
  surface.red = surface.green = surface.blue = 1;
  const slope = radialSlope(radius) / Math.max(radius, 1e-6);
  surface.slopeU = slope * u;
  surface.slopeV = slope * v;
  surface.ink = inkAt(u, v, pixel);
  const near = nearBoltCircle(radius);
  if (near) for (const bolt of boltCentres) drill(surface, u - bolt.u, v - bolt.v, pixel);
}

/** Returns 0 outside, 1 inside, a pixel wide in between. */
export function edge(inside: number, pixel: number): number {
  return Math.min(Math.max(inside / pixel + 0.5, 0), 1);
}

function nearBoltCircle(radius: number): boolean {
  return Math.abs(radius - flange.boltCircle) < flange.bolt * 1.5;
}

function drill(surface: Surface, u: number, v: number, pixel: number): void {
  const radius = Math.sqrt(u * u + v * v);
  if (radius > flange.bolt * 1.4) return;
  surface.metal *= edge(radius - flange.bolt, pixel);
  if (radius < flange.bolt) surface.hole = 1;
  const countersink = radius < flange.bolt * 1.28 ? 0.9 / Math.max(radius, 1e-6) : 0;
  surface.slopeU += u * countersink;
  surface.slopeV += v * countersink;
}

/** Height's change outwards: chamfers at the rim and the bore, a step down from the boss, a groove. */
function radialSlope(radius: number): number {
  if (radius > 1 - flange.chamfer) return -0.85;
  if (radius < flange.bore + 0.022) return 0.85;
  if (Math.abs(radius - flange.boss) < 0.016) return -0.9;
  const groove = (radius - flange.groove) / 0.018;
  return Math.abs(groove) < 1 ? Math.sin(groove * Math.PI) * 0.8 : 0;
}
