import type { RgbImage } from '#images';
import { placeDefect, type Defect, type DefectKind } from './defects/defects.js';
import { grain } from './camera/noise.js';
import { sceneOf, type Scene } from './scene.js';
import { shadeBelt, shadeMetal, type Light } from './camera/shade.js';
import { changedPicture, changedScene, type SlowChangeKind } from './camera/slow-changes.js';
import { goodSurface, newSurface } from './surface.js';

export interface PartRequest {
  /** The seed, which names the line: the same seed gives the same parts. */
  seed: number;
  /** The part's number on the line, from 0. */
  index: number;
  /** The kind of its defect; absent or null is a good part. */
  defect?: DefectKind | null;
  /** A slow change of the line, as large as it is at this part; see `SlowChange`. */
  change?: { kind: SlowChangeKind; size: number } | undefined;
  /** The width and height of the frame in pixels; 640 x 480 when not said. */
  width?: number;
  height?: number;
}

export interface SimulatedPart {
  image: RgbImage;
  partId: string;
  /** The defect that was made: how plain (0 to 1) and how far across in radii of the part; null on a good part. */
  defect: { kind: DefectKind; plainness: number; size: number } | null;
  /** The mask, one byte a pixel, 255 on the defect, as MVTec's ground truth; null on a good part. */
  mask: Uint8Array | null;
}

/** The share of the defect that a pixel must have to count in the mask. */
const seen = 0.35;

/** Renders one part of the simulated line. The same request gives the same bytes, in any order. */
export function renderPart(request: PartRequest): SimulatedPart {
  const { seed, index, change, width = 640, height = 480 } = request;
  const defect = request.defect ? placeDefect(request.defect, seed, index) : null;
  const mask = defect ? new Uint8Array(width * height) : null;
  const usual = sceneOf(seed, index, width, height);
  const scene = change ? changedScene(usual, change.kind, change.size) : usual;
  const image = { width, height, pixels: new Uint8Array(width * height * 3) };
  drawRows(image, scene, defect, mask);
  return {
    image: change ? changedPicture(image, change.kind, change.size) : image,
    partId: `S${seed}-${String(index).padStart(6, '0')}`,
    defect: defect && { kind: defect.kind, plainness: defect.plainness, size: defect.size },
    mask,
  };
}

function drawRows(
  image: RgbImage,
  scene: Scene,
  defect: Defect | null,
  mask: Uint8Array | null,
): void {
  const pixel = 1 / scene.radius;
  const [cos, sin] = [Math.cos(scene.turn) * pixel, Math.sin(scene.turn) * pixel];
  const draw = pixelDrawer(scene, defect, pixel);
  for (let y = 0, at = 0; y < image.height; y++)
    for (let x = 0; x < image.width; x++, at++) {
      const [right, down] = [x + 0.5 - scene.centreX, y + 0.5 - scene.centreY];
      const u = right * cos + down * sin;
      const v = down * cos - right * sin;
      const touched = draw(u, v, image.pixels, at);
      if (mask && touched > seen) mask[at] = 255;
    }
}

type DrawPixel = (u: number, v: number, into: Uint8Array, at: number) => number;

function pixelDrawer(scene: Scene, defect: Defect | null, pixel: number): DrawPixel {
  const surface = newSurface();
  const metal: Light = [0, 0, 0];
  const belt: Light = [0, 0, 0];
  return (u, v, into, at) => {
    goodSurface(surface, u, v, pixel);
    const touched = defect?.near(u, v) ? defect.apply(surface, u, v, pixel) : 0;
    if (surface.metal > 0) shadeMetal(metal, surface, scene, u, v);
    if (surface.metal < 1) shadeBelt(belt, surface, scene, u, v);
    for (let channel = 0; channel < 3; channel++) {
      const light = belt[channel]! + (metal[channel]! - belt[channel]!) * surface.metal;
      into[at * 3 + channel] = toByte(
        light * scene.exposure[channel]!,
        scene.grain + at * 3 + channel,
      );
    }
    return touched;
  };
}

const gamma = Uint8Array.from({ length: 4096 }, (_, i) =>
  Math.round(255 * (i / 4095) ** (1 / 2.2)),
);

/** Linear light to an 8-bit level with the sensor's grain, about one and a half levels. */
function toByte(light: number, place: number): number {
  const level = gamma[Math.min(4095, Math.max(0, (light * 4095 + 0.5) | 0))]!;
  return Math.min(255, Math.max(0, (level + grain(Math.imul(place, 40503)) * 2.6 + 0.5) | 0));
}
