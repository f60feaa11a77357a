import type { Inspection, ModelManifest } from '#contracts';
import type { Again } from './inspect-again.js';

/** Something that is otherwise than it was, for people. */
export interface Change {
  readonly what: string;
  readonly was: string;
  readonly is: string;
}

/**
 * The difference up to which two scores are the same, in scales of the model's limits: other batches, libraries and
 * backends move a score by a few millionths of it, far less than anything that moves a verdict.
 */
const sameShare = 0.001;

/** Tells whether it is the same number again, how far it is off, and what is otherwise than it was. */
export function whatChanged(
  recorded: Inspection & { sha256: string },
  now: Again,
  manifest: ModelManifest,
): { same: boolean; difference: number; tolerated: number; changed: Change[] } {
  const difference = now.imageScore - recorded.imageScore;
  const tolerated = sameShare * manifest.limits.scale;
  const same = Math.abs(difference) <= tolerated && now.verdict === recorded.verdict;
  return { same, difference, tolerated, changed: changesOf(recorded, now, manifest) };
}

function changesOf(
  recorded: Inspection & { sha256: string },
  now: Again,
  manifest: ModelManifest,
): Change[] {
  const { engine, lookAlike, limits, nearest } = recorded;
  const compared: Change[] = [
    { what: 'image', was: recorded.sha256, is: now.sha256 },
    { what: 'backend', was: engine?.backend ?? 'not recorded', is: now.engine.backend },
    { what: 'version of Touchstone', was: engine?.version ?? 'not recorded', is: now.engine.version }, // prettier-ignore
    { what: 'limits', was: limitsText(limits), is: limitsText(recorded.limitsVersion > 0 ? limits : manifest.limits) }, // prettier-ignore
    { what: 'remembered defect', was: lookAlike?.entryId ?? 'none', is: now.raisedBy ?? 'none' },
    { what: 'nearest normal', was: nearest.normalId, is: now.nearest.normalId },
    { what: 'verdict', was: recorded.verdict, is: now.verdict },
  ];
  return compared.filter(({ was, is }) => was !== is);
}

function limitsText({ warn, reject }: Inspection['limits']): string {
  return `review ${warn}, reject ${reject}`;
}
