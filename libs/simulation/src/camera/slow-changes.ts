import type { RgbImage } from '#images';
import { blurred } from './blur.js';
import type { Scene } from '../scene.js';

/** The slow changes of a simulated line; the first three are of the camera and its light, the last of the parts. */
export const slowChanges = ['lamp-ageing', 'focus-loss', 'colour-change', 'tool-wear'] as const;
export type SlowChangeKind = (typeof slowChanges)[number];

/** A change that grows evenly, part by part, and then stays. */
export interface SlowChange {
  readonly kind: SlowChangeKind;
  /** The first part that is changed; `over` is how many parts the change takes to its full size. */
  readonly from: number;
  readonly over: number;
  /**
   * The size at its full extent. `lamp-ageing`: share of the light that is gone; `focus-loss`: deviation of the blur as
   * a share of the frame's shorter side; `colour-change`: share by which red grows and blue shrinks; `tool-wear`: share
   * by which the grooves get deeper.
   */
  readonly size: number;
}

/** Sizes that a person sees when both pictures lie beside each other. */
export const fullSize: Readonly<Record<SlowChangeKind, number>> = {
  'lamp-ageing': 0.25,
  'focus-loss': 0.004,
  'colour-change': 0.08,
  'tool-wear': 1,
};

/** Returns how large the change is at a part: 0 before it begins. */
export function sizeAt({ from, over, size }: SlowChange, index: number): number {
  return size * Math.min(1, Math.max(0, (index - from + 1) / over));
}

/** Returns the scene with that much of the change. */
export function changedScene(scene: Scene, kind: SlowChangeKind, size: number): Scene {
  const [red, green, blue] = scene.exposure;
  switch (kind) {
    case 'lamp-ageing':
      return { ...scene, exposure: [red * (1 - size), green * (1 - size), blue * (1 - size)] };
    case 'colour-change':
      return { ...scene, exposure: [red * (1 + size), green, blue * (1 - size)] };
    case 'tool-wear':
      return { ...scene, grooves: scene.grooves * (1 + size) };
    case 'focus-loss':
      return scene;
  }
}

/** Returns the picture as the lens gives it with that much of the change. */
export function changedPicture(image: RgbImage, kind: SlowChangeKind, size: number): RgbImage {
  return kind === 'focus-loss' ? blurred(image, size * Math.min(image.width, image.height)) : image;
}
