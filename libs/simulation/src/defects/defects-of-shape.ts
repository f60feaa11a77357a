import type { Change } from '../camera/change.js';
import { boxAround, nearestOn, wander } from '../lines.js';
import { smoothNoise } from '../camera/noise.js';
import type { Seeded } from '../seeded.js';
import { boltCentres, edge, flange } from '../surface.js';

/** Makes a piece broken out of the rim. */
export function chip(numbers: Seeded, size: number): Change {
  const radius = 0.05 + 0.09 * size;
  const angle = numbers.between(0, 2 * Math.PI);
  const away = 1 + radius * 0.25;
  const centre = { u: away * Math.cos(angle), v: away * Math.sin(angle) };
  const offset = numbers.whole(1000);
  return {
    size: radius * 2,
    near: boxAround([centre], radius * 2),
    apply(surface, u, v, pixel) {
      const [du, dv] = [u - centre.u, v - centre.v];
      const jagged = 1 + 0.3 * smoothNoise((du / radius) * 3 + offset, (dv / radius) * 3);
      const inside = radius * jagged - Math.sqrt(du * du + dv * dv);
      const lost = edge(inside, pixel) * surface.metal;
      // The broken edge is a dull slope just outside of what is missing.
      if (inside > -0.02 && inside <= 0) surface.turned *= 0.3;
      surface.metal -= lost;
      return lost;
    },
  };
}

/** Makes a crack that runs from the rim of a bolt hole: dark, thin, with sharp turns. */
export function crack(numbers: Seeded, size: number): Change {
  const bolt = numbers.pick(boltCentres);
  const heading = numbers.between(0, 2 * Math.PI);
  const from = {
    u: bolt.u + flange.bolt * 1.1 * Math.cos(heading),
    v: bolt.v + flange.bolt * 1.1 * Math.sin(heading),
  };
  const length = 0.16 + 0.24 * size;
  const width = 0.008 + 0.006 * size;
  const line = wander(numbers, from, heading, { length, steps: 9, bend: 0.5 });
  return {
    size: length,
    near: boxAround(line, width * 4),
    apply(surface, u, v, pixel) {
      const { distance, along } = nearestOn(line, u, v);
      const here = Math.max(width * (1.1 - along), pixel * 0.6);
      const cover = Math.exp(-((distance / here) ** 2)) * surface.metal;
      const left = 1 - 0.85 * cover;
      surface.red *= left;
      surface.green *= left;
      surface.blue *= left;
      return cover;
    },
  };
}

/** Makes a bolt hole that was never drilled; a slight one is half blocked by a broken drill. */
export function missingHole(numbers: Seeded, size: number): Change {
  const bolt = numbers.pick(boltCentres);
  const blocked = size < 0.3 ? 0.55 : 1;
  const reach = flange.bolt * 1.4;
  return {
    size: flange.bolt * 2 * blocked,
    near: boxAround([bolt], reach),
    apply(surface, u, v, pixel) {
      const [du, dv] = [u - bolt.u, v - bolt.v];
      const radius = Math.sqrt(du * du + dv * dv);
      const filled = edge(flange.bolt * (blocked === 1 ? 1.3 : blocked) - radius, pixel);
      surface.metal = Math.max(surface.metal, filled);
      surface.slopeU *= 1 - filled;
      surface.slopeV *= 1 - filled;
      return radius < flange.bolt * blocked ? filled : 0;
    },
  };
}
