import { seeded } from './seeded.js';

/** Everything that differs from good part to good part: where it lies, how it is lit, how it was turned. */
export interface Scene {
  /** Middle of the part and its radius, in pixels. */
  centreX: number;
  centreY: number;
  radius: number;
  /** Turn of the part against the camera, in radians. */
  turn: number;
  /** Direction to the light in the part's own axes, the third towards the camera; length 1. */
  light: readonly [number, number, number];
  /** Light by colour: exposure and a little warmth. */
  exposure: readonly [number, number, number];
  /** The places in the noise where this part's texture and this frame's grain begin. */
  texture: number;
  grain: number;
  /** Depth of the lathe's grooves: tools wear and are changed. */
  grooves: number;
}

/**
 * Returns the scene of part `index` of the line `seed`: a fixture holds it within a hundredth of the frame and two
 * degrees.
 */
export function sceneOf(seed: number, index: number, width: number, height: number): Scene {
  const pose = seeded(seed, index, 'pose');
  const light = seeded(seed, index, 'light');
  const side = Math.min(width, height);
  const exposure = light.between(0.94, 1.06);
  const warmth = light.between(-0.02, 0.02);
  const turn = pose.between(-0.03, 0.03);
  return {
    centreX: width / 2 + pose.between(-0.009, 0.009) * side,
    centreY: height / 2 + pose.between(-0.009, 0.009) * side,
    radius: side * 0.44 * (1 + pose.between(-0.005, 0.005)),
    turn,
    light: lightFrom(-2.2 - turn + light.between(-0.1, 0.1), 0.62 + light.between(-0.03, 0.03)),
    exposure: [exposure * (1 + warmth), exposure, exposure * (1 - warmth)],
    texture: pose.whole(60_000),
    grain: pose.whole(65_536),
    grooves: pose.between(0.85, 1.15),
  };
}

function lightFrom(azimuth: number, slant: number): [number, number, number] {
  const height = Math.sqrt(1 - slant * slant);
  return [Math.cos(azimuth) * slant, Math.sin(azimuth) * slant, height];
}
