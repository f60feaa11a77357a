import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, normalize, sep } from 'node:path';
import { z } from 'zod';
import { TouchstoneError, type BackboneManifest } from '#contracts';
import { weightGroup, type WeightGroup } from '../layers-model/weights.js';

/** A tfjs LayersModel as it lies in a folder. */
export interface LayersModelFiles {
  readonly folder: string;
  readonly topology: unknown;
  readonly groups: readonly WeightGroup[];
  /** The bytes of all weight files, one after the other. */
  readonly bytes: Uint8Array;
  /** The SHA-256 of model.json followed by the weight files, in hexadecimal. */
  readonly sha256: string;
}

const modelJson = z.object({
  modelTopology: z.unknown(),
  weightsManifest: z.array(weightGroup),
});

/**
 * Reads model.json and the weight files that it names.
 * @throws TouchstoneError backbone-invalid naming the file that is missing or not understood.
 */
export async function readLayersModel(folder: string): Promise<LayersModelFiles> {
  const json = await readPart(folder, 'model.json');
  const { modelTopology, weightsManifest } = parseModelJson(json, folder);
  const shards = await Promise.all(
    weightsManifest.flatMap((group) => group.paths).map((path) => readPart(folder, path)),
  );
  const hash = createHash('sha256').update(json);
  for (const shard of shards) hash.update(shard);
  return {
    folder,
    topology: modelTopology,
    groups: weightsManifest,
    bytes: Buffer.concat(shards),
    sha256: hash.digest('hex'),
  };
}

/** Reads the contents of model.json. @throws TouchstoneError backbone-invalid when it is not a LayersModel's. */
export function parseModelJson(bytes: Buffer, where: string): z.infer<typeof modelJson> {
  const parsed = modelJson.safeParse(parseJson(bytes, join(where, 'model.json')));
  if (parsed.success) return parsed.data;
  throw new TouchstoneError(
    'backbone-invalid',
    `${join(where, 'model.json')} is not a tfjs LayersModel with modelTopology and weightsManifest: ` +
      `${z.prettifyError(parsed.error).split('\n')[0]}.`,
  );
}

export function parseJson(bytes: Buffer, path: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new TouchstoneError(
      'backbone-invalid',
      `${path} is not JSON: it is truncated or another kind of file. Fetch or import the backbone again.`,
      { cause },
    );
  }
}

/**
 * Checks the files' hash.
 * @throws TouchstoneError backbone-invalid when the files are not those that the manifest was written for.
 */
export function checkHash(files: LayersModelFiles, manifest: BackboneManifest): void {
  if (files.sha256 === manifest.sha256) return;
  throw new TouchstoneError(
    'backbone-invalid',
    `The files of backbone "${manifest.name}" in ${files.folder} have the SHA-256 ${files.sha256}; its manifest ` +
      `says ${manifest.sha256}. A file is truncated or was altered: fetch or import the backbone again.`,
  );
}

/** Reads one file of a backbone folder; its path may not leave the folder. */
export async function readPart(folder: string, path: string): Promise<Buffer> {
  const inside = checkInside(path, folder);
  try {
    return await readFile(join(folder, inside));
  } catch (cause) {
    throw new TouchstoneError(
      'backbone-invalid',
      `${join(folder, inside)} cannot be read; a backbone needs it. Fetch or import the backbone again.`,
      { cause },
    );
  }
}

/**
 * Returns the path inside the folder.
 * @throws TouchstoneError backbone-invalid for a path, such as one in a fetched model.json, that leaves the folder.
 */
export function checkInside(path: string, folder: string): string {
  const inside = normalize(path);
  if (!isAbsolute(inside) && inside !== '..' && !inside.startsWith(`..${sep}`)) return inside;
  throw new TouchstoneError(
    'backbone-invalid',
    `The weight file "${path}" would lie outside of ${folder}: this model.json is not used.`,
  );
}
