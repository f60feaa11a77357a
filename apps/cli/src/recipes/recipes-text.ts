import type { CountedShare, JudgedRecipe, RecipesResult, VerdictCounts } from '#contracts';
import { aligned } from '../evaluate/table.js';

/** Writes recipes side by side for people: the station's own first. */
export function recipesText({ recipes, parts, normals, draws, unreadable }: RecipesResult): string {
  const rows = recipes.map(rowOf);
  return [
    `${parts.good} good and ${parts.bad} bad parts, learned from ${normals} normals; intervals are 95 %, areas by ${draws} draws of the parts`,
    ...(unreadable.length > 0 ? [`not read: ${unreadable.join(', ')}`] : []),
    '',
    aligned([head, ...rows]).trimEnd(),
    '',
    ...recipes.flatMap((one, i) => (i === 0 ? [] : [differenceText(one, i + 1)])),
  ].join('\n');
}

const head = [
  '',
  'recipe',
  'image AUROC',
  'bad: defect',
  'review',
  'passed',
  'good: defect',
  'review',
  'a frame',
];

function rowOf(one: JudgedRecipe, place: number): string[] {
  const { imageAuroc, interval95, bad, good, msPerFrame, costFactor, provisional } = one;
  return [
    `${place + 1}`,
    `${nameOf(one)}${provisional ? ' (provisional)' : ''}`,
    `${area(imageAuroc)} (${area(interval95[0])} to ${area(interval95[1])})`,
    ...sharesOf(bad, ['defect', 'review', 'ok']),
    ...sharesOf(good, ['defect', 'review']),
    `${msPerFrame.toFixed(0)} ms, ${costFactor.toFixed(2)} times`,
  ];
}

function nameOf({
  recipe: { backbone, score, bank },
  seen: { width, second },
}: JudgedRecipe): string {
  const input = second ? `${width} + ${second.width}` : `${width}`;
  return `${input}, ${score.method} of ${score.worst}, ${bank.rows} rows, ${backbone}`;
}

function sharesOf(
  counts: VerdictCounts | null,
  verdicts: readonly ('defect' | 'review' | 'ok')[],
): string[] {
  return verdicts.map((verdict) => (counts === null ? '-' : shareText(counts[verdict])));
}

function shareText({ share, interval95: [low, high] }: CountedShare): string {
  return `${percent(share)} (${percent(low)} to ${percent(high)})`;
}

/** Says whether a recipe ranks otherwise than the station's own, or whether that cannot be told. */
function differenceText({ difference }: JudgedRecipe, place: number): string {
  if (difference === null) return '';
  const { imageAuroc, interval95: [low, high], withinNoise } = difference; // prettier-ignore
  const by = `${signed(imageAuroc)} (${signed(low)} to ${signed(high)})`;
  return withinNoise
    ? `${place} against 1: image AUROC ${by}: within the noise of so few parts, no difference is shown`
    : `${place} against 1: image AUROC ${by}: ${imageAuroc > 0 ? 'better' : 'worse'} than the station's own recipe`;
}

const area = (value: number) => value.toFixed(3);
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
const signed = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;
