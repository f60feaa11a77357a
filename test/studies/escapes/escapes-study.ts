import { type Coverage, coverageOf, type SimulatedLine } from './simulate-shifts.js';
import { studiedLines } from './study-lines.js';

export interface EscapesStudyOptions {
  statements: number;
  seed: number;
  json?: boolean;
}

/** Prints how often the upper bound of escapes covers the truth, line by line. */
export function escapesStudy({ statements, seed, json = false }: EscapesStudyOptions): void {
  const rows = studiedLines.map((line) => ({ line, ...coverageOf(line, statements, seed) }));
  process.stdout.write(json ? `${JSON.stringify(rows)}\n` : `${rows.map(lineOf).join('\n')}\n`);
}

function lineOf({
  line,
  covered,
  meanTruth,
  meanEstimate,
  meanUpper,
}: Coverage & { line: SimulatedLine }) {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  return `${line.name}: covered ${percent(covered)}; true ${percent(meanTruth)}, estimated ${percent(meanEstimate)}, at most ${percent(meanUpper)}`;
}
