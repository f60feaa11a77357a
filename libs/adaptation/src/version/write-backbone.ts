import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BackboneManifest } from '#contracts';
import { backboneParts, copyParts } from '#embedding';

/** What every training leaves, accepted or refused. */
export interface TrainingRecord {
  /** Of how it came to be, as JSON. */
  readonly log: unknown;
  /** SVG. */
  readonly curves: string;
}

/** The numbers of a projection as they lie in a file of a backbone. */
export interface ProjectionFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** A backbone that differs from its base by one projection. */
export interface MadeBackbone extends TrainingRecord {
  readonly manifest: BackboneManifest;
  readonly file: ProjectionFile;
}

/** `values` one after the other, little-endian float32. */
export function projectionFile(path: string, values: readonly Float32Array[]): ProjectionFile {
  const bytes = Buffer.concat(
    values.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * Of the base's files those that the new manifest names, the projection, a model card, log and curves; the manifest
 * comes last, so that an interrupted one is no backbone.
 * @throws TouchstoneError backbone-invalid where the base's model.json is none.
 */
export async function writeBackbone(
  out: string,
  baseFolder: string,
  { manifest, file, log, curves }: MadeBackbone,
): Promise<void> {
  const target = resolve(out);
  await mkdir(target, { recursive: true });
  const parts = await backboneParts(baseFolder, manifest);
  const copied = parts.filter((part) => part !== file.path);
  await copyParts(baseFolder, copied, target);
  await rm(join(target, 'refused.json'), { force: true });
  const { name, provenance } = manifest;
  const card = `# ${name}\n\n${provenance.note}\n\n\`\`\`json\n${json(log)}\`\`\`\n`;
  await writeFile(join(target, file.path), file.bytes);
  await writeFile(join(target, 'training.json'), json(log));
  await writeFile(join(target, 'curves.svg'), curves);
  await writeFile(join(target, 'MODEL_CARD.md'), card);
  await writeFile(join(target, 'manifest.json'), json(manifest));
}

/** The log, as refused.json, and the curves alone: without a manifest nothing can open it. */
export async function writeRefusal(out: string, { log, curves }: TrainingRecord): Promise<void> {
  const target = resolve(out);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'refused.json'), json(log));
  await writeFile(join(target, 'curves.svg'), curves);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
