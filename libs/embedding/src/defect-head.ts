import { createHash } from 'node:crypto';
import type { BackboneManifest } from '#contracts';
import { projectVector, readProjection } from './folder/manifest-file.js';

/** Turns a unit vector `[d]` that describes a defect into the trained one, of unit length. */
export type DefectHead = (vector: Float32Array) => Float32Array;

/**
 * Opens the head that a backbone has for the kinds of defects, without opening its network; `dimensions` is d of its
 * patches.
 * @throws TouchstoneError backbone-invalid when the head's file is not the manifest's.
 */
export async function openDefectHead(
  folder: string,
  manifest: BackboneManifest,
  dimensions: number,
): Promise<DefectHead | undefined> {
  const layers = await readProjection(folder, manifest.defectEmbedding?.projection, dimensions);
  if (layers === undefined) return undefined;
  return (vector) => {
    const projected = projectVector(layers, vector);
    const length = Math.hypot(...projected);
    return length > 0 ? projected.map((value) => value / length) : projected;
  };
}

/**
 * Returns the space of looks: what the patches were made with, and the head that they went through. Without a head it
 * is the former alone. Two looks may be compared only within one space.
 */
export function looksMadeWith(patchesMadeWith: string, manifest: BackboneManifest): string {
  const head = manifest.defectEmbedding?.projection;
  if (head === undefined) return patchesMadeWith;
  const { dimensions, hidden = null, sha256 } = head;
  return createHash('sha256')
    .update(JSON.stringify([patchesMadeWith, { dimensions, hidden, sha256 }]))
    .digest('hex');
}
