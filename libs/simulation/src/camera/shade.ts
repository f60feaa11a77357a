import { smoothNoise } from './noise.js';
import type { Scene } from '../scene.js';
import type { Surface } from '../surface.js';

/** The linear light by colour of one pixel; 1 is white. */
export type Light = [red: number, green: number, blue: number];

/**
 * Computes the light from a place on the metal: even light, light by slope, and a gloss that runs across the grooves a
 * lathe leaves (the idea of Ward 1992's anisotropic reflection, much simplified).
 */
export function shadeMetal(out: Light, surface: Surface, scene: Scene, u: number, v: number): void {
  const radius = Math.sqrt(u * u + v * v) + 1e-6;
  const texture = metalTexture(surface, scene, u, v, radius);
  const slant = 1 / Math.sqrt(1 + surface.slopeU ** 2 + surface.slopeV ** 2);
  const [lightU, lightV, lightUp] = lightIn(scene, u, v);
  const facing = (-surface.slopeU * lightU - surface.slopeV * lightV + lightUp) * slant;
  const along = (-v * lightU + u * lightV) / radius;
  const bow = Math.exp(-along * along * 9) * surface.turned;
  const even = 0.14 + 0.4 * Math.max(facing, 0);
  const gloss = 0.46 * bow * Math.max(facing, 0) + 0.5 * Math.max(facing - 0.93, 0);
  const ink = 1 - 0.6 * surface.ink;
  const light = (even + gloss) * (1 + texture) * ink;
  out[0] = light * surface.red * 0.97;
  out[1] = light * surface.green * 0.985;
  out[2] = light * surface.blue;
}

/** The light's direction in the part's axes; it stands near, so it comes from elsewhere at each place. */
function lightIn(scene: Scene, u: number, v: number): [number, number, number] {
  const [lightU, lightV, up] = scene.light;
  return [lightU - u * 0.12, lightV - v * 0.12, up];
}

function metalTexture(
  surface: Surface,
  scene: Scene,
  u: number,
  v: number,
  radius: number,
): number {
  const patina = 0.05 * smoothNoise(u * 2.3 + scene.texture, v * 2.3);
  if (surface.turned < 0.5) return patina + 0.09 * smoothNoise(u * 70 + scene.texture, v * 70 + 31);
  const groove = smoothNoise(radius * 95 + scene.texture, 11.5);
  const fine = smoothNoise(radius * 210, 77.5 + scene.texture + u * 3);
  return patina + scene.grooves * (0.075 * groove + 0.06 * fine);
}

/** Computes the belt beside and beneath the part, under the part's soft shadow; darker inside a hole. */
export function shadeBelt(out: Light, surface: Surface, scene: Scene, u: number, v: number): void {
  const weave = 0.2 * smoothNoise(u * 34 + scene.texture * 0.37, v * 9 + scene.grain);
  const speck = 0.12 * smoothNoise(u * 90 + scene.grain, v * 90);
  const shadow = surface.hole > 0 ? 0.35 : beltShadow(u, v);
  const light = 0.058 * (1 + weave + speck) * shadow;
  out[0] = light * 0.78;
  out[1] = light * 1.0;
  out[2] = light * 1.12;
}

function beltShadow(u: number, v: number): number {
  const reach = Math.sqrt((u - 0.06) ** 2 + (v - 0.09) ** 2) - 0.99;
  return 0.4 + 0.6 * Math.min(Math.max(reach / 0.16, 0), 1);
}
