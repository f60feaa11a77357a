import type { RegionOfInterest } from '#contracts';

/** A place on a picture in shares of its width and height. */
export interface Point {
  x: number;
  y: number;
}

/** The size in a direction below which a drag is a tap and no rectangle. */
const least = 0.01;

/** Returns the rectangle with these opposite corners, cut at the picture's edges; null for a mere tap. */
export function regionBetween(from: Point, to: Point): RegionOfInterest | null {
  const [left, right] = ordered(inside(from.x), inside(to.x));
  const [top, bottom] = ordered(inside(from.y), inside(to.y));
  if (right - left < least || bottom - top < least) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function inside(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function ordered(a: number, b: number): [number, number] {
  return a < b ? [a, b] : [b, a];
}
