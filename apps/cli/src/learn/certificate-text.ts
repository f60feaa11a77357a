import type { Certificate, LimitPromise } from '#contracts';

/** Writes what a calibration promises and what it cannot, in a few lines for a person. */
export function certificateText(certificate: Certificate): string {
  const { parts, frames, folds, reject, warn } = certificate;
  return [
    ...(certificate.provisional ? [provisionalText(certificate)] : []),
    `Learned from ${parts} parts (${frames} frames), scores held out in ${folds} folds.`,
    ...groupingText(certificate),
    `  defect: ${promiseText(reject)}`,
    `  review: ${promiseText(warn)}`,
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
