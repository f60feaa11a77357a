import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BackboneManifest } from '#contracts';
import { backboneParts, copyParts } from '#embedding';

/** The record that every training leaves, accepted or refused. */
export interface TrainingRecord {
  /** The record of how it came to be, as JSON. */
  readonly log: unknown;
  /** The curves of the training, as SVG. */
  readonly curves: string;
}

/** A file of a backbone, by its path in the folder. */
export interface BackboneFile {
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

/** The numbers of a projection as they lie in a file of a backbone. */
export interface ProjectionFile extends BackboneFile {
  readonly sha256: string;
}

/** A backbone that differs from its base by these files: a projection, or the whole network. */
export interface MadeBackbone extends TrainingRecord {
  readonly manifest: BackboneManifest;
  readonly files: readonly BackboneFile[];
}

/** Returns the file of a projection: `values` one after the other, little-endian float32. */
export function projectionFile(path: string, values: readonly Float32Array[]): ProjectionFile {
  const bytes = Buffer.concat(
    values.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * Writes the files that differ, of the base's the others that the new manifest names, a model card, log and curves; the
 * manifest comes last, so that an interrupted one is no backbone.
 * @throws TouchstoneError backbone-invalid where the model.json is none.
 */
export async function writeBackbone(
  out: string,
  baseFolder: string,
  { manifest, files, log, curves }: MadeBackbone,
): Promise<void> {
  const target = resolve(out);
  await mkdir(target, { recursive: true });
  for (const { path, bytes } of files) await writeFile(join(target, path), bytes);
  await copyOthers(baseFolder, manifest, files, target);
  await rm(join(target, 'refused.json'), { force: true });
  const { name, provenance } = manifest;
  const card = `# ${name}\n\n${provenance.note}\n\n\`\`\`json\n${json(log)}\`\`\`\n`;
  await writeFile(join(target, 'training.json'), json(log));
  await writeFile(join(target, 'curves.svg'), curves);
  await writeFile(join(target, 'MODEL_CARD.md'), card);
  await writeFile(join(target, 'manifest.json'), json(manifest));
}

async function copyOthers(
  baseFolder: string,
  manifest: BackboneManifest,
  files: readonly BackboneFile[],
  target: string,
): Promise<void> {
  const own = new Set(files.map(({ path }) => path));
  const network = own.has('model.json') ? target : baseFolder;
  const parts = await backboneParts(network, manifest);
  const others = parts.filter((part) => !own.has(part));
  await copyParts(baseFolder, others, target);
}

/** Writes the log, as refused.json, and the curves alone: without a manifest nothing can open it. */
export async function writeRefusal(out: string, { log, curves }: TrainingRecord): Promise<void> {
  const target = resolve(out);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'refused.json'), json(log));
  await writeFile(join(target, 'curves.svg'), curves);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
