import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BackboneManifest } from '#contracts';
import type { ResolvedBackbone } from '#embedding';
import { curvesSvg } from '../version/curves.js';
import { tunedManifest, writeModel } from './open-tuned.js';
import { isBetterTuned, tuningReport, type FineTuningOutcome } from './outcome.js';

export interface FineTunedVersion {
  /** A manifest may have it. */
  readonly name: string;
  readonly teacher: Pick<BackboneManifest, 'name' | 'sha256'>;
  readonly outcome: FineTuningOutcome;
}

/**
 * Writes the new backbone: the tuned network, a model card, the log and the curves; its manifest comes last, so that an
 * interrupted one is no backbone. One that is not better leaves its figures alone, in refused.json.
 */
export async function writeFineTuned(
  out: string,
  base: ResolvedBackbone,
  version: FineTunedVersion,
): Promise<void> {
  const { name, outcome } = version;
  const target = resolve(out);
  const log = `${JSON.stringify(logOf(base, version), null, 2)}\n`;
  const write = (file: string, text: string) => writeFile(join(target, file), text);
  await mkdir(target, { recursive: true });
  if (!isBetterTuned(outcome)) return write('refused.json', log);
  await rm(join(target, 'refused.json'), { force: true });
  await writeModel(target, outcome.model, base);
  const manifest = manifestOf(base, version);
  await write('training.json', log);
  await write('curves.svg', curvesOf(version));
  await write('MODEL_CARD.md', `# ${name}\n\n${manifest.provenance.note}\n\n\`\`\`json\n${log}\`\`\`\n`); // prettier-ignore
  await write('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
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

function logOf({ manifest }: ResolvedBackbone, { teacher, outcome }: FineTunedVersion) {
  const { name, sha256, provenance } = manifest;
  return {
    from: { name, sha256, licence: provenance.licence },
    teacher: { name: teacher.name, sha256: teacher.sha256 },
    better: isBetterTuned(outcome),
    ...tuningReport(outcome),
  };
}

function curvesOf({ name, teacher, outcome }: FineTunedVersion): string {
  const { history, bestEpoch, settings } = { ...outcome.tuned, settings: outcome.settings };
  const title = `${name}: taught by ${teacher.name}, ${settings.stepsPerEpoch} steps an epoch`;
  return curvesSvg({ title, history, metric: 'held-out error', bestEpoch });
}
