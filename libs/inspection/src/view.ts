import { createHash } from 'node:crypto';
import {
  alignment,
  type Alignment,
  type CameraReference,
  masks,
  type Masks,
  type ModelManifest,
  type RegionOfInterest,
} from '#contracts';

/** The view of a station on a frame: everything between its bytes and the pixels that the backbone sees. */
export interface View {
  /** The size in pixels of what the backbone sees. */
  readonly size: { readonly width: number; readonly height: number };
  /** The region in fractions of the frame; null is the whole frame. */
  readonly regionOfInterest: RegionOfInterest | null;
  /** The number of the 16 bits of a sample that the camera fills, from the low end; absent or null stands for all. */
  readonly significantBits?: number | null;
  readonly masks: Masks;
  readonly alignment: Alignment;
  /** The reference that frames are compared with and moved onto; null while there is none. */
  readonly cameraReference: CameraReference | null;
}

/** Returns a view that only cuts the region out: no masks, no alignment. */
export function plainView(
  size: View['size'],
  regionOfInterest: RegionOfInterest | null = null,
): View {
  const plain = { masks: masks.parse({}), alignment: alignment.parse({}) };
  return { size, regionOfInterest, ...plain, cameraReference: null };
}

/** Returns the view that a model was made with. */
export function viewOf(manifest: ModelManifest): View {
  const { inputSize: size, regionOfInterest, masks, alignment, cameraReference } = manifest;
  const { significantBits } = manifest;
  return { size, regionOfInterest, significantBits, masks, alignment, cameraReference };
}

/**
 * Returns the SHA-256 over all that decides a frame's embeddings, beside its bytes: stored embeddings with another one
 * were made otherwise. The reference counts only where frames are moved onto it.
 */
export function viewHash(view: View, backboneHash: string): string {
  const { size, regionOfInterest, masks, alignment, cameraReference } = view;
  const reference = alignment.enabled ? cameraReference : null;
  const all = [backboneHash, size, regionOfInterest, masks, alignment, reference];
  // Views that take samples as they are keep the hash that they had before there was a choice.
  const bits = view.significantBits ?? 16;
  return createHash('sha256')
    .update(JSON.stringify(bits === 16 ? all : [...all, bits]))
    .digest('hex');
}
