import { createHash } from 'node:crypto';
import type { BackboneManifest } from '#contracts';
import type { ResolvedBackbone } from '#embedding';
import { needsLabels, type FittingSettings } from '../fitting/settings.js';
import type { KindsOutcome } from '../kinds/fit-kinds.js';
import { curvesSvg } from './curves.js';
import {
  projectionFile,
  writeBackbone,
  writeRefusal,
  type ProjectionFile,
} from './write-backbone.js';

export interface Version {
  /** A manifest may have it. */
  readonly name: string;
  readonly options: { readonly objective: string; readonly seed: number };
  readonly settings: FittingSettings;
  readonly outcome: KindsOutcome;
  readonly identity: string;
  readonly better: boolean;
  /** The origin, which the log says too: whose images they were, and which job it was. */
  readonly origin?: Readonly<Record<string, unknown>>;
}

/**
 * Writes the base with the projection in its manifest, a model card and the log. A refused one gets the log and the
 * curves alone.
 */
export async function writeVersion(
  out: string,
  base: ResolvedBackbone,
  version: Version,
): Promise<void> {
  const record = { log: logOf(base, version), curves: curvesOf(version) };
  if (!version.better) return writeRefusal(out, record);
  const file = projectionFile('defect-head.bin', [version.outcome.fitted.head.values]);
  const manifest = manifestOf(base, version, file);
  await writeBackbone(out, base.folder, { ...record, manifest, files: [file] });
}

function manifestOf(
  { manifest }: ResolvedBackbone,
  { name, options, outcome }: Version,
  { path, sha256 }: ProjectionFile,
): BackboneManifest {
  const { dimensions, hidden } = outcome.fitted.head.shape;
  const projection = { dimensions, ...(hidden === null ? {} : { hidden }), weights: path, sha256 };
  const note = `${manifest.name} ${manifest.version} with a head for defects: ${options.objective}, seed ${options.seed}.`;
  const provenance = { ...manifest.provenance, source: 'touchstone train', note };
  return { ...manifest, name, defectEmbedding: { projection }, provenance };
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

/** Returns a version's record of how it came to be: base, images, settings, figures, curve. */
export function logOf(
  { manifest: { name, sha256 } }: Pick<ResolvedBackbone, 'manifest'>,
  { settings, outcome, identity, better, origin = {} }: Version,
) {
  const { deciding, base, untrained, trained, fitted } = outcome;
  const { history, bestEpoch } = fitted;
  const data = createHash('sha256').update(identity).digest('hex');
  return { from: { name, sha256 }, ...origin, data, settings, better, deciding, base, untrained, trained, bestEpoch, history }; // prettier-ignore
}
