import type { Limits, Misjudged, TestFigures } from '#contracts';
import { areaUnderRoc } from '#numbers';
import { type KnownScore, testVerdictOf, worstOfParts } from './known-scores.js';
import { scoreHistogram } from './score-histogram.js';
import { verdictCounts } from './verdict-counts.js';

/** The number of misses, and of false alarms, that are listed at most. */
const listed = 48;

/**
 * Returns the figures of a model on known parts, at these limits: ranking, the three shares of good and bad parts and of
 * each kind with exact intervals, the scores as a histogram, and who is misjudged. Null without any score.
 */
export function testFigures(scores: readonly KnownScore[], limits: Limits): TestFigures | null {
  if (scores.length === 0) return null;
  const parts = worstOfParts(scores);
  const good = parts.filter(({ known }) => known === 'good');
  const bad = parts.filter(({ known }) => known === 'bad');
  const misses = bad.filter(({ imageScore }) => passes(imageScore, limits));
  const alarms = good.filter(({ imageScore }) => !passes(imageScore, limits));
  return {
    imageAuroc: areaUnderRoc(scoresOf(good), scoresOf(bad)),
    good: verdictCounts(scoresOf(good), limits),
    bad: verdictCounts(scoresOf(bad), limits),
    kinds: byKind(good, bad, limits),
    histogram: scoreHistogram(scoresOf(good), scoresOf(bad)),
    misses: misjudged(misses.toSorted(byScore), limits),
    missed: misses.length,
    falseAlarms: misjudged(alarms.toSorted(byScore).reverse(), limits),
    alarmed: alarms.length,
    cameraFaults: scores.filter(({ cameraFault }) => cameraFault !== null).length,
  };
}

function byKind(
  good: readonly KnownScore[],
  bad: readonly KnownScore[],
  limits: Limits,
): TestFigures['kinds'] {
  const kinds = [...new Set(bad.map(({ kind }) => kind))].sort(byName);
  return kinds.map((kind) => {
    const scores = scoresOf(bad.filter((part) => part.kind === kind));
    const verdicts = verdictCounts(scores, limits)!;
    return { kind, imageAuroc: areaUnderRoc(scoresOf(good), scores), verdicts };
  });
}

/** Kinds by their names; bad parts without a kind come last. */
function byName(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
}

function passes(imageScore: number, limits: Limits): boolean {
  return testVerdictOf(imageScore, limits).verdict === 'ok';
}

function misjudged(worst: readonly KnownScore[], limits: Limits): Misjudged[] {
  return worst.slice(0, listed).map(({ pictureId, kind, imageScore }) => ({
    pictureId,
    kind,
    ...testVerdictOf(imageScore, limits),
  }));
}

const byScore = (a: KnownScore, b: KnownScore) => a.imageScore - b.imageScore;
const scoresOf = (parts: readonly KnownScore[]) => parts.map(({ imageScore }) => imageScore);
