import type { Inspection, Limits, Verdict } from '#contracts';
import type { Known } from './demo-line.js';

const colours: Record<Verdict, number> = { ok: 32, review: 33, defect: 31, invalid: 35 };
const barWidth = 24;

/** Writes one line for the terminal: time, part, verdict, score as a bar against the limits, what was known. */
export function verdictLine(inspection: Inspection, known: Known, coloured: boolean): string {
  const { verdict, imageScore, limits, partId, times } = inspection;
  const paint = (text: string) => (coloured ? `\x1b[${colours[verdict]}m${text}\x1b[0m` : text);
  const time = inspection.inspectedAt.slice(11, 19);
  const part = partColumn(partId ?? '-');
  const score = imageScore.toFixed(2).padStart(6);
  const bar = paint(scoreBar(imageScore, limits));
  const took = `${Math.round(times.totalMs)} ms`.padStart(7);
  return `${time}  ${part} ${paint(verdict.padEnd(7))} ${score} ${bar} ${took}  ${remark(known, verdict)}`.trimEnd();
}

/** The end of a long name tells more than its beginning. */
function partColumn(part: string): string {
  return (part.length > 24 ? `…${part.slice(-23)}` : part).padEnd(12);
}

/**
 * Draws a score as a bar from half the reject limit (`|`, in the middle) to one and a half of it; `:` is the review
 * limit.
 */
export function scoreBar(score: number, { warn, reject }: Limits): string {
  const cellOf = (value: number) =>
    Math.min(barWidth, Math.max(0, Math.round((value / reject - 0.5) * barWidth)));
  const filled = cellOf(score);
  const [warnAt, rejectAt] = [cellOf(warn), cellOf(reject)];
  return Array.from({ length: barWidth + 1 }, (_, cell) => {
    if (cell === rejectAt) return '|';
    if (cell === warnAt) return ':';
    return cell < filled ? '█' : ' ';
  }).join('');
}

function remark(known: Known, verdict: Verdict): string {
  const flagged = verdict === 'review' || verdict === 'defect';
  if (known.kind === 'unknown') return '';
  if (known.kind === 'good') return flagged ? 'was good' : '';
  const slight = known.plain ? '' : ', slight';
  return `${known.name}${slight}${flagged ? '' : ' (missed)'}`;
}
