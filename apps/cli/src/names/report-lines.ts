import type { NamingReport } from '#analysis';
import { percent, share } from '../evaluate/table.js';
import type { Draw } from './draws.js';

type NamingSummary = { set: string; backbone: string; method: string } & (
  { report: NamingReport } | { perName: number; draws: Draw[] }
);

/** Writes the report for a terminal. */
export function reportLines(told: NamingSummary): string[] {
  const head = `${told.set}: ${told.method} on ${told.backbone}`;
  if ('report' in told) {
    const { report } = told;
    const error = percent(report.calibrationError);
    return [
      `${head}, ${report.examples} examples in five folds`,
      `balanced accuracy ${share(report.balancedAccuracy)}, accuracy ${share(report.accuracy)}, probabilities off by ${error}`,
      ...confusionLines(report),
    ];
  }
  const balanced = told.draws.map((draw) => draw.balancedAccuracy);
  const right = told.draws.map((draw) => draw.rightOfAnswered ?? 0);
  const answered = mean(told.draws.map((draw) => draw.answered));
  return [
    `${head}, ${told.perName} examples a name, ${told.draws.length} draws`,
    `balanced accuracy ${share(mean(balanced))} (from ${share(Math.min(...balanced))} to ${share(Math.max(...balanced))})`,
    `answers ${percent(answered)} of the others, ${percent(mean(right))} of the answers right`,
    ...confusionLines(summed(told.draws)),
  ];
}

function confusionLines({ names, confusion }: Pick<NamingReport, 'names' | 'confusion'>): string[] {
  const width = Math.max(8, ...names.map((name) => name.length)) + 2;
  const line = (cells: readonly string[]) => cells.map((cell) => cell.padEnd(width)).join('').trimEnd(); // prettier-ignore
  return [
    'true (down), suggested (across):',
    line(['', ...names]),
    ...names.map((name, k) => line([name, ...confusion[k]!.map(String)])),
  ];
}

function summed(draws: readonly Draw[]): Pick<NamingReport, 'names' | 'confusion'> {
  const [first] = draws;
  const confusion = first!.confusion.map((row, k) =>
    row.map((_, j) => draws.reduce((sum, draw) => sum + draw.confusion[k]![j]!, 0)),
  );
  return { names: first!.names, confusion };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
