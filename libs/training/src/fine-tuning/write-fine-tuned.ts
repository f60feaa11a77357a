import type { BackboneManifest } from '#contracts';
import type { ResolvedBackbone } from '#embedding';
import { curvesSvg } from '../version/curves.js';
import { writeBackbone, writeRefusal } from '../version/write-backbone.js';
import { filesOf, tunedManifest } from './open-tuned.js';
import { isBetterTuned, tuningReport, type FineTuningOutcome } from './outcome.js';

export interface FineTunedVersion {
  /** A manifest may have it. */
  readonly name: string;
  readonly teacher: Pick<BackboneManifest, 'name' | 'sha256'>;
  readonly outcome: FineTuningOutcome;
  /** The origin, which the log says too: whose images they were, and which job it was. */
  readonly origin?: Readonly<Record<string, unknown>>;
}

/** Writes the base with the tuned network in its place. One that is not better leaves its figures and curves alone. */
export async function writeFineTuned(
  out: string,
  base: ResolvedBackbone,
  version: FineTunedVersion,
): Promise<void> {
  const { outcome } = version;
  const record = { log: fineTunedLog(base, version), curves: fineTunedCurves(version) };
  if (!isBetterTuned(outcome)) return writeRefusal(out, record);
  const manifest = manifestOf(base, version);
  await writeBackbone(out, base.folder, { ...record, manifest, files: filesOf(outcome.model) });
}

function manifestOf(
  { manifest: base }: ResolvedBackbone,
  { name, teacher, outcome }: FineTunedVersion,
): BackboneManifest {
  const { settings, sha256 } = outcome;
  const note =
    `${base.name} ${base.version} (${base.sha256}), its convolutions tuned to a plant's own good parts (${sha256.normals}) by ` +
    `${teacher.name} (${teacher.sha256}); at most ${settings.schedule.steps} steps, seed ${settings.seed}.`;
  const description = `${base.name}, tuned to one plant's parts`;
  const provenance = {
    ...base.provenance,
    source: 'touchstone train --objective distillation',
    note,
  };
  return { ...tunedManifest(base, outcome.model), name, description, provenance };
}

/** Returns a version's record of how it came to be: base, teacher, images, settings, figures, curve. */
export function fineTunedLog(
  { manifest }: Pick<ResolvedBackbone, 'manifest'>,
  { teacher, outcome, origin = {} }: Omit<FineTunedVersion, 'name'>,
) {
  const { name, sha256, provenance } = manifest;
  return {
    from: { name, sha256, licence: provenance.licence },
    teacher: { name: teacher.name, sha256: teacher.sha256 },
    ...origin,
    objective: 'distillation',
    better: isBetterTuned(outcome),
    ...tuningReport(outcome),
  };
}

/** Loss and held-out difference of a version as SVG. */
export function fineTunedCurves({ name, teacher, outcome }: FineTunedVersion): string {
  const { history, bestEpoch } = outcome.tuned;
  const title = `${name}: taught by ${teacher.name}, ${outcome.settings.stepsPerEpoch} steps an epoch`;
  return curvesSvg({ title, history, metric: 'held-out error', bestEpoch });
}
