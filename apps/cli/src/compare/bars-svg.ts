import { escaped } from '../evaluate/report/escaped.js';
import { titleOf, wayName } from './comparison-names.js';
import type { ComparedWay, Comparison } from './ranked-rows.js';

const [width, left, right, top, line] = [860, 320, 90, 64, 22];
/** The colours of the poolings, told apart also without full colour sight (Okabe and Ito, 2008). */
const colours = { gap: '#56b4e9', gmp: '#0072b2', flatten: '#e69f00', defect: '#009e73' } as const;

/**
 * Draws a bar of precision at 5 for each way, best first, with its spread; those not shown to be worse are full in
 * colour.
 */
export function barsSvg(result: Comparison): string {
  const height = top + line * result.rows.length + 44;
  const several = new Set(result.rows.map(({ backbone }) => backbone)).size > 1;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui,sans-serif" font-size="13" fill="#1b1f24">
<title>${escaped(titleOf(result))}</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="16" y="24" font-size="15">${escaped(titleOf(result))}</text>
<text x="${left}" y="46" fill="#5b6772">precision at 5, mean and spread; pale: shown to be worse than the best</text>
${gridLines(height)}
${result.rows.map((row, i) => bar(row, top + line * i, several)).join('\n')}
</svg>
`;
}

function bar(row: ComparedWay, y: number, several: boolean): string {
  const name = several ? `${row.backbone}: ${wayName(row)}` : wayName(row);
  const { mean, deviation } = row.precisionAt5;
  const middle = y + line / 2;
  const pale = row.standing === 'behind' ? ' fill-opacity="0.35"' : '';
  const weight = row.standing === 'best' ? ' font-weight="600"' : '';
  const [low, high] = [x(mean - (deviation ?? 0)), x(mean + (deviation ?? 0))];
  return `<text x="${left - 8}" y="${middle + 4}" text-anchor="end"${weight}>${escaped(name)}</text>
<rect x="${left}" y="${y + 3}" width="${x(mean) - left}" height="${line - 6}" fill="${colours[row.pooling]}"${pale}/>
${deviation === null ? '' : `<path d="M${low} ${middle}H${high}" stroke="#1b1f24" stroke-width="1.5"/>`}
<text x="${width - right + 10}" y="${middle + 4}"${weight}>${mean.toFixed(3)}</text>`;
}

function gridLines(height: number): string {
  return [0, 0.2, 0.4, 0.6, 0.8, 1]
    .map(
      (value) =>
        `<path d="M${x(value)} ${top - 6}V${height - 36}" stroke="#e1e5e9"/>` +
        `<text x="${x(value)}" y="${height - 18}" text-anchor="middle" fill="#5b6772">${value}</text>`,
    )
    .join('');
}

function x(value: number): number {
  const shown = Math.min(1, Math.max(0, value));
  return Math.round(10 * (left + shown * (width - left - right))) / 10;
}
