import { isBetterOneClass, type BeforeAndAfter, type OneClassOutcome } from '#training';

/** Writes the result of a training from good parts alone, for people. */
export function oneClassLines(outcome: OneClassOutcome): string[] {
  const { deciding, test, losses, parts } = outcome;
  const better = isBetterOneClass(outcome);
  return [
    'AUROC of the memory bank, before and after',
    line(`patches pasted into ${parts.decide} other parts, decide`, deciding),
    ...(test === null ? [] : [line('test images, which decide nothing', test)]),
    `loss ${losses[0]!.toFixed(3)} to ${losses.at(-1)!.toFixed(3)}, ${parts.fit} good parts against a bank of ${parts.bank}`,
    better
      ? 'better than what it started from: the new backbone is written'
      : 'REFUSED: not better than what it started from; no manifest is written',
    ...(better && test !== null && test.after < test.before ? [doubt] : []),
  ];
}

const doubt = 'BUT the test images do not bear it out: their AUROC fell.';

function line(what: string, { before, after }: BeforeAndAfter): string {
  return `${what.padEnd(48)}${before.toFixed(3)}  ${after.toFixed(3)}`;
}
