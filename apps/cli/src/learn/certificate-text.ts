import type { Certificate, LimitPromise } from '#contracts';
import { placeText } from '../normals/place-text.js';

/** Writes what a calibration promises and what it cannot, in a few lines for a person. */
export function certificateText(certificate: Certificate): string {
  const { parts, frames, folds, reject, warn } = certificate;
  return [
    ...(certificate.provisional ? [provisionalText(certificate)] : []),
    `Learned from ${parts} parts (${frames} frames), scores held out in ${folds} folds.`,
    ...groupingText(certificate),
    `  defect: ${promiseText(reject)}`,
    `  review: ${promiseText(warn)}`,
    ...oddText(certificate),
    ...screeningText(certificate),
    ...certificate.cannotPromise.map((sentence) => `  - ${sentence}`),
  ].join('\n');
}

function promiseText(promise: LimitPromise): string {
  const [low, high] = promise.interval95;
  const how = promise.extrapolated ? ', extrapolated from a fitted tail' : '';
  return `${percent(promise.expectedRate)} of good parts expected over the limit (target ${percent(promise.target)}, true rate between ${percent(low)} and ${percent(high)} with 95 % confidence${how})`;
}

function provisionalText({ reject, warn }: Certificate): string {
  const missing = Math.max(reject.partsMissing, warn.partsMissing);
  const wide = warn.widened ? ` ${warn.widened.because}` : '';
  return `PROVISIONAL: ${missing} more good parts are needed for these targets.${wide}`;
}

function groupingText({ grouping }: Certificate): string[] {
  if (!grouping) return [];
  const { byPartId, byLotAndTime, byLikeness, alone } = grouping;
  return [
    `  parts told by part id: ${byPartId}, by lot and time: ${byLotAndTime}, by likeness: ${byLikeness}, one frame each: ${alone}`,
  ];
}

/** The parts with the highest scores: what makes each odd, and the limits without it. */
function oddText({ oddNormals, warn, reject }: Certificate): string[] {
  if (oddNormals.length === 0) return [];
  const lines = oddNormals.map(({ frameId, partId, score, spreads, place, without }) => {
    const named = partId === null ? frameId : `${partId} (${frameId})`;
    return (
      `    ${named}: score ${score.toPrecision(4)}, ${spreads.toFixed(1)} spreads over the middle, oddest at ${placeText(place)}; ` +
      `without it review ${without.warn.toPrecision(4)}, reject ${without.reject.toPrecision(4)}`
    );
  });
  const rank = warn.j === reject.j ? `${reject.j}.` : `${reject.j}. and ${warn.j}.`;
  return [
    `  the oddest normals (the limits are the ${rank} highest score); "touchstone normals" says what would follow and takes a decision:`,
    ...lines,
  ];
}

function screeningText({ screening }: Certificate): string[] {
  if (!screening) return [];
  const { setAside, looked, byReason, expectedMissed } = screening;
  const reasons = Object.entries(byReason).map(([reason, frames]) => `${reason} ${frames}`);
  const why = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
  const missed = expectedMissed
    ? [
        `  of defects among the normals the screen expects to have missed ${percent(expectedMissed.share)}: ${expectedMissed.because}`,
      ]
    : [];
  return [`  set aside by the screen: ${setAside} of ${looked} frames${why}`, ...missed];
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
