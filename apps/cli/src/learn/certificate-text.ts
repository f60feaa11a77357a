import type { Certificate, LimitPromise } from '#contracts';

/** What a calibration promises, in a few lines for a person. */
export function certificateText(certificate: Certificate): string {
  const { parts, frames, folds, reject, warn } = certificate;
  return [
    `Learned from ${parts} parts (${frames} frames), scores held out in ${folds} folds.`,
    `  defect: ${promiseText(reject)}`,
    `  review: ${promiseText(warn)}`,
    ...(certificate.provisional ? [provisionalText(certificate)] : []),
  ].join('\n');
}

function promiseText(promise: LimitPromise): string {
  const [low, high] = promise.interval95;
  return `${percent(promise.expectedRate)} of good parts expected over the limit (target ${percent(promise.target)}, true rate between ${percent(low)} and ${percent(high)} with 95 % confidence)`;
}

function provisionalText({ reject, warn }: Certificate): string {
  const missing = Math.max(reject.partsMissing, warn.partsMissing);
  return `  Provisional: ${missing} more good parts are needed for these targets.`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
