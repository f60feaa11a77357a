import { createHash } from 'node:crypto';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ResolvedBackbone } from '#embedding';
import { needsLabels, type FittingSettings } from '#training';
import type { KindsOutcome } from '../fit-kinds.js';
import { curvesSvg } from './curves.js';

export interface Version {
  /** A manifest may have it. */
  readonly name: string;
  readonly options: { readonly objective: string; readonly seed: number };
  readonly settings: FittingSettings;
  readonly outcome: KindsOutcome;
  readonly identity: string;
  readonly better: boolean;
  /** Said in the log too: whose images they were, and which job it was. */
  readonly origin?: Readonly<Record<string, unknown>>;
}

/**
 * Writes the base's files with the projection in its manifest, a model card and the log. A refused one gets the
 * log, as refused.json, and the curves alone: without a manifest nothing can open it.
 */
export async function writeVersion(
  out: string,
  { folder, manifest }: ResolvedBackbone,
  version: Version,
): Promise<void> {
  const target = resolve(out);
  const log = `${JSON.stringify(logOf({ manifest }, version), null, 2)}\n`;
  await mkdir(target, { recursive: true });
  const curves = curvesOf(version);
  if (!version.better) {
    await writeFile(join(target, 'refused.json'), log);
    await writeFile(join(target, 'curves.svg'), curves);
    return;
  }
  await cp(folder, target, { recursive: true });
  await rm(join(target, 'refused.json'), { force: true });
  const { values, shape } = version.outcome.fitted.head;
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  await writeFile(join(target, 'defect-head.bin'), bytes);
  const projection = {
    dimensions: shape.dimensions,
    ...(shape.hidden === null ? {} : { hidden: shape.hidden }),
    weights: 'defect-head.bin',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const note = `${manifest.name} ${manifest.version} with a head for defects: ${version.options.objective}, seed ${version.options.seed}.`;
  const provenance = { ...manifest.provenance, source: 'touchstone train', note };
  const { name } = version;
  const next = { ...manifest, name, defectEmbedding: { projection }, provenance };
  await writeFile(join(target, 'training.json'), log);
  await writeFile(join(target, 'curves.svg'), curves);
  await writeFile(
    join(target, 'MODEL_CARD.md'),
    `# ${name}\n\n${note}\n\n\`\`\`json\n${log}\`\`\`\n`,
  );
  await writeFile(join(target, 'manifest.json'), `${JSON.stringify(next, null, 2)}\n`);
}

/** Loss and held-out figure of a version as SVG. */
export function curvesOf({
  name,
  settings,
  outcome,
}: Pick<Version, 'name' | 'settings' | 'outcome'>): string {
  const { objective } = settings;
  const { history, bestEpoch } = outcome.fitted;
  // Without labels the epoch is chosen by how well two views of an image find each other.
  const metric = needsLabels(objective) ? 'precision at 5, validation' : '-NT-Xent, validation';
  return curvesSvg({ title: `${name}: ${objective.kind}`, history, metric, bestEpoch });
}

/** What a version says of how it came to be: base, images, settings, figures, curve. */
export function logOf(
  { manifest: { name, sha256 } }: Pick<ResolvedBackbone, 'manifest'>,
  { settings, outcome, identity, better, origin = {} }: Version,
) {
  const { deciding, base, untrained, trained, fitted } = outcome;
  const { history, bestEpoch } = fitted;
  const data = createHash('sha256').update(identity).digest('hex');
  return { from: { name, sha256 }, ...origin, data, settings, better, deciding, base, untrained, trained, bestEpoch, history }; // prettier-ignore
}
