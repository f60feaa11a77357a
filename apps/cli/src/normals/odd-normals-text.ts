import type { Normal, OddNormalFound, OddNormals } from '#contracts';
import { placeText } from './place-text.js';

const limitWords = { reject: 'reject', warn: 'review' } as const;
const decisionWords = {
  typical: 'typical',
  rare: 'rare but good, left out of the limits',
  'not-good': 'not good, kept out',
  use: 'used after all',
} as const;

/** Writes the normals that set a model's limits, what makes them odd and what would follow, for people. */
export function oddNormalsText(station: string, found: OddNormals): string {
  const { version, limits, items, inspections } = found;
  if (items.length === 0)
    return `Model ${version} of ${station} names no odd normals; the next calibration does.`;
  return [
    `Model ${version} of ${station}: review ${score(limits.warn)}, reject ${score(limits.reject)}. Held-out scores of its oddest normals:`,
    ...items.flatMap((odd) => linesOf(odd, inspections)),
    ...rareLines(found),
  ].join('\n');
}

function linesOf(odd: OddNormalFound, inspections: number): string[] {
  const { frameId, partId, spreads, sets, without, withoutOdder, changes, normal } = odd;
  const part = partId === null ? '' : `, part ${partId}`;
  const setting =
    sets.length === 0 ? '' : `, sets ${sets.map((limit) => limitWords[limit]).join(' and ')}`;
  const changed = ({ changed: count }: { changed: number }) =>
    inspections === 0 ? '' : `; ${count} of the last ${inspections} verdicts would change`;
  return [
    `${frameId}${part}: score ${score(odd.score)}, ${spreads.toFixed(1)} spreads over the middle${setting}`,
    `  oddest at ${placeText(odd.place)}`,
    `  without it: review ${score(without.warn)}, reject ${score(without.reject)}${changed(changes.without)}`,
    `  without it and those above: review ${score(withoutOdder.warn)}, reject ${score(withoutOdder.reject)}${changed(changes.withoutOdder)}`,
    `  ${normal === null ? 'deleted since' : decisionText(normal)}`,
  ];
}

function rareLines({ rare }: OddNormals): string[] {
  if (rare === null) return [];
  return [
    `Left out of these limits as rare but good: ${rare.parts} parts, ${rare.over.reject} of them over reject, ${rare.over.warn} over review.`,
  ];
}

/** Writes what became of a decision, in a sentence. */
export function decidedText(normal: Normal): string {
  return `Normal ${normal.id}: ${decisionText(normal)}. It counts from the next calibration on.`;
}

function decisionText({ decided }: Normal): string {
  if (decided === null)
    return 'nobody decided yet: touchstone normals decide --typical, --rare or --not-good';
  return `${decisionWords[decided.decision]}, says ${decided.by}: ${decided.why}`;
}

function score(value: number): string {
  return value.toPrecision(4);
}
