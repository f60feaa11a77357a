import { createHash } from 'node:crypto';
import type { ImageQuality } from '#contracts';
import type { EmbeddedNormal } from './normals/embed-normals.js';
import { viewHash, type View } from '#inspection';

/** The parts of an embedded normal that can be kept: patches as float16 are as good as fresh ones. */
export type NormalEmbedding = Pick<
  EmbeddedNormal,
  'patches' | 'image' | 'rows' | 'columns' | 'dimensions'
> & { readonly quality: ImageQuality | null };

/**
 * Returns the SHA-256 over all that decides a normal's embedding and its measured quality: one that was kept under
 * another hash is worthless. Unlike `viewHash` the camera's reference always counts, since the shift is measured
 * against it.
 */
export function madeWith(view: View, backboneHash: string): string {
  return createHash('sha256')
    .update(JSON.stringify([viewHash(view, backboneHash), view.cameraReference]))
    .digest('hex');
}
