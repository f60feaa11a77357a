import type { Change } from '../camera/change.js';
import { boxAround, nearestOn, wander, type Place } from '../lines.js';
import { inkAt, markGrids } from './mark.js';
import { smoothNoise } from '../camera/noise.js';
import type { Seeded } from '../seeded.js';
import type { Surface } from '../surface.js';

/** A place on the flat ring between the boss and the groove, or between the groove and the rim. */
function onRing(numbers: Seeded): Place {
  const radius = numbers.between(0.42, 0.9);
  const angle = numbers.between(0, 2 * Math.PI);
  return { u: radius * Math.cos(angle), v: radius * Math.sin(angle) };
}

/** Makes the mark of a tool dragged over the face: a bright burr beside a dark furrow. */
export function scratch(numbers: Seeded, size: number): Change {
  const length = 0.22 + 0.5 * size;
  const width = 0.009 + 0.009 * size;
  const from = onRing(numbers);
  const heading = Math.atan2(-from.v, -from.u) + numbers.normal(0.7);
  const line = wander(numbers, from, heading, { length, steps: 6, bend: 0.09 });
  const depth = 0.65 + 0.4 * size;
  return {
    size: length,
    near: boxAround(line, width * 3),
    apply(surface, u, v, pixel) {
      const { distance, side, along } = nearestOn(line, u, v);
      const ends = Math.min(1, 12 * Math.min(along, 1 - along) + 0.2);
      const core = Math.exp(-((distance / Math.max(width, pixel)) ** 2)) * ends;
      dim(surface, 1 + core * depth * (side > 0 ? 0.75 : -0.8));
      return core;
    },
  };
}

/** Makes a blow: the face dips and rises again, so one side is bright and the other dark. */
export function dent(numbers: Seeded, size: number): Change {
  const radius = 0.06 + 0.075 * size;
  const centre = onRing(numbers);
  const depth = 0.8 + 0.5 * size;
  return {
    size: radius * 2,
    near: boxAround([centre], radius * 2.2),
    apply(surface, u, v) {
      const [du, dv] = [(u - centre.u) / radius, (v - centre.v) / radius];
      const fall = Math.exp(-(du * du + dv * dv) * 1.4);
      surface.slopeU += depth * 2.2 * du * fall;
      surface.slopeV += depth * 2.2 * dv * fall;
      dim(surface, 1 - 0.18 * depth * fall);
      return fall > 0.3 && surface.metal > 0.5 ? 1 : 0;
    },
  };
}

/** Makes a spot of oil or rust: ragged and brownish, it takes light and gloss. */
export function stain(numbers: Seeded, size: number): Change {
  const radius = 0.065 + 0.12 * size;
  const centre = onRing(numbers);
  const strength = 0.4 + 0.25 * numbers.between(0, 1);
  const offset = numbers.whole(1000);
  return {
    size: radius * 2,
    near: boxAround([centre], radius * 1.8),
    apply(surface, u, v) {
      const [du, dv] = [(u - centre.u) / radius, (v - centre.v) / radius];
      const ragged =
        0.45 * smoothNoise(du * 1.7 + offset, dv * 1.7) +
        0.12 * smoothNoise(du * 6, dv * 6 + offset);
      const inside = 1 + ragged - Math.sqrt(du * du + dv * dv);
      const cover = Math.min(Math.max(inside * 3.5, 0), 1) * (surface.metal > 0.5 ? 1 : 0);
      surface.red *= 1 - cover * strength * 0.75;
      surface.green *= 1 - cover * strength;
      surface.blue *= 1 - cover * strength * 1.25;
      surface.turned *= 1 - 0.5 * cover;
      return cover;
    },
  };
}

/** Makes a hair of packing thread that lies on the part, with a little shadow. */
export function fibre(numbers: Seeded, size: number): Change {
  const length = 0.2 + 0.5 * size;
  const width = 0.009 + 0.005 * size;
  const line = wander(numbers, onRing(numbers), numbers.between(0, 6.28), {
    length,
    steps: 14,
    bend: 0.32,
  });
  const [red, green, blue] = numbers.pick([
    [0.95, 0.28, 0.22],
    [0.25, 0.5, 1.1],
    [1.15, 1.1, 0.95],
  ] as const);
  return {
    size: length,
    near: boxAround(line, width * 5),
    apply(surface, u, v, pixel) {
      const shade = nearestOn(line, u - 0.008, v - 0.012).distance;
      dim(surface, 1 - 0.35 * Math.exp(-((shade / (width * 1.6)) ** 2)));
      const cover = Math.min(
        Math.max((width - nearestOn(line, u, v).distance) / pixel + 0.5, 0),
        1,
      );
      surface.metal = Math.max(surface.metal, cover);
      surface.red += (red - surface.red) * cover;
      surface.green += (green - surface.green) * cover;
      surface.blue += (blue - surface.blue) * cover;
      surface.ink *= 1 - cover;
      return cover;
    },
  };
}

/**
 * Makes a fault of the print: the laser failed (letters or cells are missing) or the part moved under it (they are
 * drawn out).
 */
export function printFault(numbers: Seeded, size: number): Change {
  const grid = numbers.pick(markGrids);
  const [width, height] = [grid.columns * grid.pitch, grid.rows.length * grid.pitch];
  const share = 0.38 + 0.6 * size;
  const left = grid.left + numbers.between(0, 1 - share) * width;
  const smear = numbers.between(0, 1) < 0.5 ? 0 : grid.pitch * (0.7 + size);
  const middle = { u: left + (width * share) / 2, v: grid.top + height / 2 };
  return {
    size: width * share,
    near: (u, v) =>
      Math.abs(u - middle.u) < (width * share) / 2 && Math.abs(v - middle.v) < height / 2,
    apply(surface, u, v, pixel) {
      surface.ink = smear > 0 ? drawnOut(u, v, pixel, smear) : surface.ink * 0.06;
      return 1;
    },
  };
}

function drawnOut(u: number, v: number, pixel: number, smear: number): number {
  const steps = [0, 0.25, 0.5, 0.75, 1];
  const ink = steps.map((step) => inkAt(u - smear * step, v - smear * step * 0.4, pixel));
  return 0.75 * Math.max(...ink);
}

function dim(surface: Surface, share: number): void {
  surface.red *= share;
  surface.green *= share;
  surface.blue *= share;
}
