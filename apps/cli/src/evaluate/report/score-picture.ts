import type { Limits } from '#contracts';
import type { ScoredImage } from '#evaluation';

const width = 860;
const height = 240;
const bins = 60;
const floor = height - 30;

/** Draws the image scores as an inline SVG: good parts and defects in bars, the limits as lines. */
export function scorePicture(scored: readonly ScoredImage[], limits: Limits | undefined): string {
  const all = scored.map(({ score }) => score.imageScore);
  const marks = limits ? [limits.warn, limits.reject] : [];
  const low = Math.min(...all, ...marks);
  const span = Math.max(...all, ...marks) - low || 1;
  const good = binned(scored.filter(({ type }) => type === 'good'), low, span); // prettier-ignore
  const defect = binned(scored.filter(({ type }) => type !== 'good'), low, span); // prettier-ignore
  const most = Math.max(...good, ...defect, 1);
  const lines = limits
    ? line(limits.warn, 'warn', low, span) + line(limits.reject, 'reject', low, span)
    : '';
  return (
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Distribution of the image scores">` +
    `${bars(good, most, 'good')}${bars(defect, most, 'defect')}${lines}` +
    `<line class="axis" x1="0" y1="${floor}" x2="${width}" y2="${floor}"/>` +
    `<text x="0" y="${height - 8}">${low.toFixed(2)}</text>` +
    `<text x="${width}" y="${height - 8}" text-anchor="end">${(low + span).toFixed(2)}</text></svg>`
  );
}

function binned(scored: readonly ScoredImage[], low: number, span: number): number[] {
  const counts = Array<number>(bins).fill(0);
  for (const { score } of scored)
    counts[Math.min(bins - 1, Math.floor(((score.imageScore - low) / span) * bins))]!++;
  return counts;
}

function bars(counts: readonly number[], most: number, name: string): string {
  const step = width / bins;
  return counts
    .map((count, i) => {
      const tall = (count / most) * (floor - 20);
      if (count === 0) return '';
      return `<rect class="${name}" x="${(i * step).toFixed(1)}" y="${(floor - tall).toFixed(1)}" width="${(step - 1).toFixed(1)}" height="${tall.toFixed(1)}"/>`;
    })
    .join('');
}

function line(score: number, name: string, low: number, span: number): string {
  const x = (((score - low) / span) * width).toFixed(1);
  const anchor = Number(x) > width / 2 ? 'end' : 'start';
  // Each label on a line of its own, so that limits close together stay readable.
  const y = name === 'warn' ? 24 : 12;
  return (
    `<line class="${name}" x1="${x}" y1="0" x2="${x}" y2="${floor}"/>` +
    `<text x="${x}" dx="${anchor === 'end' ? -4 : 4}" y="${y}" text-anchor="${anchor}">${name} ${score.toFixed(2)}</text>`
  );
}
