import type { KindFigures, KindsOutcome } from '#training';

/** Returns the figures for the JSON document. */
export function reportOf({ deciding, base, untrained, trained, fitted }: KindsOutcome) {
  const { bestEpoch, heldOut, history, stoppedEarly } = fitted;
  return { deciding, base, untrained, trained, bestEpoch, heldOut, history, stoppedEarly };
}

/** Writes the figures in lines for people. */
export function linesOf(outcome: KindsOutcome, better: boolean): string[] {
  const { deciding, base, untrained, trained, fitted } = outcome;
  const { history, bestEpoch } = fitted;
  return [
    'test images (they decide nothing): precision at 5, nearest-neighbour accuracy, balanced accuracy',
    line('base', base),
    line('untrained', untrained),
    line('trained', trained),
    `loss ${history[0]?.loss.toFixed(3)} to ${history.at(-1)?.loss.toFixed(3)}; kept epoch ${bestEpoch} of ${history.length}`,
    `validation images, which decide: precision at 5 ${deciding.base.toFixed(3)} before, ${deciding.trained.toFixed(3)} after`,
    better
      ? 'better than what it started from: the new backbone is written'
      : 'REFUSED: not better than what it started from; no manifest is written',
    ...(better && trained.precisionAt5 < base.precisionAt5 ? [doubt] : []),
  ];
}

const doubt =
  'BUT the test images do not bear it out: their precision at 5 fell. More images of each kind would tell.';

function line(name: string, figures: KindFigures): string {
  const { precisionAt5, nearestAccuracy, balancedAccuracy } = figures;
  return `${name.padEnd(12)}${precisionAt5.toFixed(3)}  ${nearestAccuracy.toFixed(3)}  ${(balancedAccuracy ?? 0).toFixed(3)}`;
}
