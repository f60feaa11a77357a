import type { BackboneManifest } from '#contracts';
import type { ResolvedBackbone } from '#embedding';
import { curvesSvg, type CurvePoint } from '../version/curves.js';
import {
  projectionFile,
  writeBackbone,
  writeRefusal,
  type ProjectionFile,
} from '../version/write-backbone.js';
import { isBetterOneClass, type OneClassOutcome } from './outcome.js';

export interface OneClassVersion {
  /** A manifest may have it. */
  readonly name: string;
  readonly seed: number;
  readonly outcome: OneClassOutcome;
  /** The origin, which the log says too: whose images they were, and which job it was. */
  readonly origin?: Readonly<Record<string, unknown>>;
}

/**
 * Writes the base with a projection of its patches. One that is no better leaves its figures and curve alone. A head
 * for kinds of defects is left behind: it was trained on the base's patches.
 */
export async function writeOneClass(
  out: string,
  base: ResolvedBackbone,
  version: OneClassVersion,
): Promise<void> {
  const record = { log: oneClassLog(base, version), curves: oneClassCurves(version) };
  if (!isBetterOneClass(version.outcome)) return writeRefusal(out, record);
  const { weights, bias } = version.outcome.projection;
  const file = projectionFile('patch-projection.bin', [weights, bias]);
  const manifest = manifestOf(base, version, file);
  await writeBackbone(out, base.folder, { ...record, manifest, files: [file] });
}

function manifestOf(
  { manifest }: ResolvedBackbone,
  { name, seed, outcome }: OneClassVersion,
  { path, sha256 }: ProjectionFile,
): BackboneManifest {
  const { dimensions } = outcome.projection;
  const note = `${manifest.name} ${manifest.version}, its channels weighted by what pasted defects differ in, seed ${seed}.`;
  return {
    ...manifest,
    name,
    projection: { dimensions, weights: path, sha256 },
    defectEmbedding: undefined,
    provenance: { ...manifest.provenance, source: 'touchstone train', note },
  };
}

/** Returns a version's record of how it came to be: base, seed, images, figures, curve. */
export function oneClassLog(
  { manifest: { name, sha256 } }: Pick<ResolvedBackbone, 'manifest'>,
  { seed, outcome, origin = {} }: Omit<OneClassVersion, 'name'>,
) {
  const better = isBetterOneClass(outcome);
  return { from: { name, sha256 }, ...origin, objective: 'one-class', seed, better, ...reportOf(outcome) }; // prettier-ignore
}

/** Draws the loss of a version as SVG. */
export function oneClassCurves({
  name,
  outcome,
}: Pick<OneClassVersion, 'name' | 'outcome'>): string {
  const history = lossCurve(outcome.losses);
  return curvesSvg({ title: `${name}: one-class`, history, metric: null, bestEpoch: null });
}

const each = 10;

/**
 * Returns the first loss and every tenth. A step takes all examples, so that it is an epoch; nothing is held out before
 * the end.
 */
export function lossCurve(losses: readonly number[]): CurvePoint[] {
  return losses
    .map((loss, i) => ({ epoch: i + 1, loss, heldOut: null }))
    .filter(({ epoch }) => epoch === 1 || epoch % each === 0);
}

/** Returns the figures for the log and for the command's JSON document. */
export function reportOf({
  deciding,
  test,
  weights,
  settings,
  losses,
  parts,
  sha256,
}: OneClassOutcome) {
  const firstAndLast = [losses[0], losses.at(-1)];
  return {
    deciding,
    test,
    parts,
    settings,
    losses: firstAndLast,
    curve: lossCurve(losses),
    weights: Array.from(weights),
    sha256,
  };
}
