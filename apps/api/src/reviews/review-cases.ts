import type { Inspection, ReviewCase, ReviewReason } from '#contracts';
import type { ReviewCandidate } from '#storage';

/** The scales over the reject limit, at most, within which an answer may still turn out either way. */
const nearScales = 1;
/** Farther over it than this, and like no remembered defect, a frame is unlike anything known. */
const unlikeScales = 3;
/** A remembered defect is recognised for sure from this likeness on. */
const surelyLike = 0.5;

/**
 * Returns why a person's answer to an inspection could change something, and how much it is worth, 0 to 1: what lies
 * nearest the limit, or was raised on little likeness, first. Null: an answer would only confirm what is known. Pure.
 */
export function worthOf(inspection: Inspection): { reason: ReviewReason; worth: number } | null {
  const { lookAlike, limits, verdict } = inspection;
  if (lookAlike !== null) {
    if (lookAlike.likeness >= surelyLike) return null;
    return { reason: 'look-alike', worth: 1 - lookAlike.likeness };
  }
  const over = (inspection.imageScore - limits.reject) / limits.scale;
  if (verdict === 'review') return { reason: 'between-limits', worth: 0.5 + between(inspection) };
  if (verdict !== 'defect') return null;
  if (over <= nearScales) return { reason: 'near-limit', worth: 1 - 0.4 * (over / nearScales) };
  if (over <= unlikeScales) return null;
  return { reason: 'unlike-any', worth: 0.4 + 0.1 * Math.min(1, over / unlikeScales - 1) };
}

/** Returns the worth of a score between the limits: up to 0.5 at the reject limit, 0 at the review limit. */
function between({ imageScore, limits: { warn, reject } }: Inspection): number {
  return reject > warn ? (0.5 * (imageScore - warn)) / (reject - warn) : 0;
}

/** The share of the candidates' usual distance under which two defects look the same. */
const sameLook = 0.1;

/**
 * Chooses the `most` cases worth most, no two of the same part or the same look: by the distance of their image
 * embeddings where those are kept, else by the normal and the place that their worst patch was compared with. Pure.
 */
export function chosenCases(candidates: readonly ReviewCandidate[], most: number): ReviewCase[] {
  const worthy = candidates
    .flatMap((candidate) => {
      const found = worthOf(candidate.inspection);
      return found === null ? [] : [{ candidate, ...found }];
    })
    .sort((a, b) => b.worth - a.worth);
  const usual = usualDistance(worthy.map(({ candidate }) => candidate.image));
  const chosen: typeof worthy = [];
  for (const one of worthy) {
    if (chosen.length >= most) break;
    const seen = chosen.some((other) => isSameLook(one.candidate, other.candidate, usual));
    if (!seen) chosen.push(one);
  }
  return chosen.map(({ candidate: { inspection }, reason, worth }) => {
    const { frameId, stationId, verdict, imageScore, displayScore, inspectedAt } = inspection;
    return { frameId, stationId, reason, worth, verdict, imageScore, displayScore, inspectedAt };
  });
}

function isSameLook(a: ReviewCandidate, b: ReviewCandidate, usual: number): boolean {
  const [one, other] = [a.inspection, b.inspection];
  if (one.partId !== null && one.partId === other.partId) return true;
  if (comparable(a.image, b.image)) return distance(a.image, b.image!) <= sameLook * usual;
  const lookOf = ({ nearest }: Inspection) =>
    JSON.stringify([nearest.normalId, nearest.normalPatch, nearest.patch]);
  return lookOf(one) === lookOf(other);
}

function comparable(a: Float32Array | null, b: Float32Array | null): a is Float32Array {
  return a !== null && a.length === b?.length;
}

/** Pairs of so many images are looked at for what is usual. */
const compared = 40;

/** Mean distance of two candidates. */
function usualDistance(images: readonly (Float32Array | null)[]): number {
  const some = images.filter((_, i) => i % Math.ceil(images.length / compared) === 0);
  const distances = some.flatMap((a, i) =>
    some.slice(i + 1).flatMap((b) => (comparable(a, b) ? [distance(a, b!)] : [])),
  );
  return distances.reduce((sum, one) => sum + one, 0) / Math.max(1, distances.length);
}

function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}
