import { type BackboneManifest, TouchstoneError } from '#contracts';

const fewestNormals = 20;

/**
 * Refuses a backbone whose patches cannot be projected.
 * @throws TouchstoneError backbone-invalid for a backbone that projects its patches already or takes them at unit
 * length.
 */
export function refuseOtherPatches({
  name,
  projection,
  l2Norm,
}: Pick<BackboneManifest, 'name' | 'projection' | 'l2Norm'>): void {
  if (projection === undefined && !l2Norm) return;
  throw new TouchstoneError(
    'backbone-invalid',
    `${name} ${l2Norm ? 'takes its patches at unit length' : 'projects its patches already'}: weights of the ` +
      'channels are learned for backbones that do neither. Start from the one that it was made from.',
  );
}

/** Refuses fewer good parts than a training needs. @throws TouchstoneError too-few-normals. */
export function refuseTooFewParts(normals: number): void {
  if (normals >= fewestNormals) return;
  throw new TouchstoneError(
    'too-few-normals',
    `There are ${normals} good parts, and ${fewestNormals} are needed: half make a memory bank, a third show what is learned, the others decide.`,
    { facts: { normals, needed: fewestNormals } },
  );
}
