import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BackboneManifest } from '#contracts';
import { checkInside, parseModelJson, readPart } from './backbone-files.js';

/** Members of a manifest that name files. */
type Named = Pick<
  BackboneManifest,
  'network' | 'projection' | 'imageEmbedding' | 'defectEmbedding'
>;

/**
 * Paths in its folder of all that a backbone with this manifest needs beside the manifest: the network and its
 * projections, and nothing else that may lie there.
 * @throws TouchstoneError backbone-invalid for a model.json that is missing, not understood or names a path outside.
 */
export async function backboneParts(folder: string, manifest: Named): Promise<string[]> {
  const paths = [...(await networkParts(folder, manifest)), ...projectionParts(manifest)];
  return paths.map((path) => checkInside(path, folder));
}

/** Paths of the projections' files. */
export function projectionParts({ projection, imageEmbedding, defectEmbedding }: Named): string[] {
  const projections = [projection, imageEmbedding.projection, defectEmbedding?.projection];
  return projections.flatMap((one) => one?.weights ?? []);
}

async function networkParts(folder: string, { network }: Named): Promise<string[]> {
  if (network === 'onnx') return ['model.onnx'];
  const { weightsManifest } = parseModelJson(await readPart(folder, 'model.json'), folder);
  return ['model.json', ...weightsManifest.flatMap((group) => group.paths)];
}

/** Copies these files of a folder into another one, which need not be there. @throws what reading and writing does. */
export async function copyParts(
  from: string,
  parts: readonly string[],
  into: string,
): Promise<void> {
  for (const part of parts) {
    await mkdir(dirname(join(into, part)), { recursive: true });
    await cp(join(from, part), join(into, part));
  }
}
