import { createHash } from 'node:crypto';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ResolvedBackbone } from '#embedding';
import { isBetterOneClass, type OneClassOutcome } from './train-one-class.js';

const file = 'patch-projection.bin';

/**
 * Writes the new backbone: the base's files, with the projection of its patches, a model card and the log; its manifest comes
 * last, so that an interrupted one is no backbone. One that is no better leaves its figures alone, in refused.json. A head
 * for kinds of defects is left behind: it was trained on the base's patches.
 */
export async function writeOneClass(
  out: string,
  { folder, manifest }: ResolvedBackbone,
  { name, seed, outcome }: { name: string; seed: number; outcome: OneClassOutcome },
): Promise<void> {
  const target = resolve(out);
  const log = `${JSON.stringify({ from: { name: manifest.name, sha256: manifest.sha256 }, seed, ...reportOf(outcome) }, null, 2)}\n`;
  await mkdir(target, { recursive: true });
  if (!isBetterOneClass(outcome)) return writeFile(join(target, 'refused.json'), log);
  await cp(folder, target, { recursive: true });
  await rm(join(target, 'manifest.json'));
  await rm(join(target, 'refused.json'), { force: true });
  const { weights, bias, dimensions } = outcome.projection;
  const bytes = Buffer.concat([weights, bias].map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))); // prettier-ignore
  await writeFile(join(target, file), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const note = `${manifest.name} ${manifest.version}, its channels weighted by what pasted defects differ in, seed ${seed}.`;
  const next = {
    ...{ ...manifest, name, projection: { dimensions, weights: file, sha256 } },
    defectEmbedding: undefined,
    provenance: { ...manifest.provenance, source: 'touchstone train-one-class', note },
  };
  await writeFile(join(target, 'training.json'), log);
  await writeFile(join(target, 'MODEL_CARD.md'), `# ${name}\n\n${note}\n\n\`\`\`json\n${log}\`\`\`\n`); // prettier-ignore
  await writeFile(join(target, 'manifest.json'), `${JSON.stringify(next, null, 2)}\n`);
}

/** Of the log and of the command's JSON document. */
export function reportOf({
  deciding,
  test,
  weights,
  settings,
  losses,
  parts,
  sha256,
}: OneClassOutcome) {
  return { deciding, test, parts, settings, losses: [losses[0], losses.at(-1)], weights: Array.from(weights), sha256 }; // prettier-ignore
}
