import type { Seeded } from './seeded.js';

export interface Place {
  u: number;
  v: number;
}

/** Draws a wandering line: `steps` pieces of `length / steps`, each turned a little from the one before. */
export function wander(
  numbers: Seeded,
  from: Place,
  heading: number,
  facts: { length: number; steps: number; bend: number },
): Place[] {
  const line = [from];
  let direction = heading;
  for (let i = 0; i < facts.steps; i++) {
    direction += numbers.normal(facts.bend);
    const { u, v } = line.at(-1)!;
    const step = facts.length / facts.steps;
    line.push({ u: u + Math.cos(direction) * step, v: v + Math.sin(direction) * step });
  }
  return line;
}

/** The nearest place on a line: how far off it is, on which side, and how far along (0 to 1). */
export interface Nearest {
  distance: number;
  side: number;
  along: number;
}

export function nearestOn(line: readonly Place[], u: number, v: number): Nearest {
  let best: Nearest = { distance: Infinity, side: 1, along: 0 };
  for (let i = 1; i < line.length; i++) {
    const found = onPiece(line[i - 1]!, line[i]!, u, v);
    if (found.distance < best.distance)
      best = { ...found, along: (i - 1 + found.along) / (line.length - 1) };
  }
  return best;
}

function onPiece(a: Place, b: Place, u: number, v: number): Nearest {
  const [du, dv] = [b.u - a.u, b.v - a.v];
  const share = ((u - a.u) * du + (v - a.v) * dv) / (du * du + dv * dv || 1);
  const along = Math.min(Math.max(share, 0), 1);
  const [offU, offV] = [u - a.u - du * along, v - a.v - dv * along];
  const side = du * offV - dv * offU < 0 ? -1 : 1;
  return { distance: Math.sqrt(offU * offU + offV * offV), side, along };
}

/** Returns a quick test of whether a place may lie in the line's surroundings. */
export function boxAround(
  line: readonly Place[],
  margin: number,
): (u: number, v: number) => boolean {
  const [us, vs] = [line.map((place) => place.u), line.map((place) => place.v)];
  const [left, right] = [Math.min(...us) - margin, Math.max(...us) + margin];
  const [top, bottom] = [Math.min(...vs) - margin, Math.max(...vs) + margin];
  return (u, v) => u > left && u < right && v > top && v < bottom;
}
