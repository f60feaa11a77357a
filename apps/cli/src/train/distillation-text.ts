import { ranksWorse, type FineTuningOutcome } from '#training';

/** Writes the result of learning from a larger backbone, for people. */
export function outcomeLines(outcome: FineTuningOutcome, better: boolean): string[] {
  const { deciding, test, tuned, parts } = outcome;
  const { auroc, error } = deciding;
  const { bestEpoch, history, heldOut } = tuned;
  return [
    row('', ['before', 'after', 'teacher']),
    row(`AUROC of patches pasted into ${parts.decide} other parts`, figures(auroc)),
    row('their difference to the teacher', [error.before, error.after].map(text)),
    ...(test ? [row('image AUROC of test images, which may only refuse', figures(test))] : []),
    `${parts.fit} good parts learned from; by ${parts.choose} more kept epoch ${bestEpoch} of ${history.length}, difference ` +
      `${text(heldOut.before)} to ${text(heldOut.after)}`,
    better
      ? 'better than what it started from: the new backbone is written'
      : 'REFUSED: not better than what it started from; no manifest is written',
    ...(auroc.teacher <= auroc.before ? [nothingToGain] : []),
    ...(ranksWorse(outcome) ? [worse] : []),
  ];
}

const nothingToGain =
  'The teacher itself tells pasted defects no better than the backbone that it should teach: another teacher, or none.';
const worse =
  'The test images rank worse than before: it took over faults of its teacher, which pasted defects do not show.';

function figures({ before, after, teacher }: FineTuningOutcome['deciding']['auroc']): string[] {
  return [before, after, teacher].map(text);
}

function row(title: string, cells: readonly string[]): string {
  return `${title.padEnd(50)}${cells.map((cell) => cell.padStart(9)).join('')}`;
}

function text(value: number): string {
  return value.toFixed(3);
}
