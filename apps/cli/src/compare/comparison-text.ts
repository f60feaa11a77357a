import type { Spread } from '#training';
import { escaped } from '../evaluate/report/escaped.js';
import { aligned, share } from '../evaluate/table.js';
import { barsSvg } from './bars-svg.js';
import { titleOf, wayName } from './comparison-names.js';
import type { ComparedWay, Comparison } from './ranked-rows.js';

const head = [
  '',
  'backbone',
  'pooling',
  'L2',
  'head',
  'dimensions',
  'bytes',
  'precision at 5',
  'k-NN accuracy',
  'image AUROC',
];
const signs = { best: '*', 'like-best': '~', behind: '' } as const;

/** Writes the table and what it shows, for a terminal. */
export function comparisonLines(result: Comparison): string[] {
  return [
    titleOf(result),
    aligned([head, ...result.rows.map(cellsOf)]).trimEnd(),
    ...notesOf(result),
  ];
}

/** Writes the same as a page that can be sent as one file. */
export function comparisonPage(result: Comparison): string {
  const title = escaped(titleOf(result));
  const cells = (row: readonly string[], tag: 'th' | 'td') =>
    row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('');
  const rows = result.rows.map(
    (row) => `<tr class="${row.standing}">${cells(cellsOf(row), 'td')}</tr>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>
body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:#1b1f24;max-width:72rem}svg{max-width:100%;height:auto}
table{border-collapse:collapse}th,td{text-align:left;padding:2px 12px 2px 0;border-bottom:1px solid #ddd}.best{font-weight:600}.behind{color:#555}
</style><h1>${title}</h1>
${barsSvg(result)}
<table><tr>${cells(head, 'th')}</tr>
${rows.join('\n')}
</table>
${notesOf(result)
  .map((note) => `<p>${escaped(note)}</p>`)
  .join('\n')}
</html>
`;
}

function cellsOf(row: ComparedWay): string[] {
  return [
    signs[row.standing],
    row.backbone,
    row.pooling,
    row.l2Norm ? 'on' : 'off',
    row.head,
    String(row.dimensions),
    String(row.bytes),
    spreadText(row.precisionAt5),
    spreadText(row.nearestAccuracy),
    row.imageAuroc ? spreadText(row.imageAuroc) : '-',
  ];
}

function spreadText({ mean, deviation }: Spread): string {
  return deviation === null ? share(mean) : `${share(mean)} ± ${share(deviation)}`;
}

function notesOf(result: Comparison): string[] {
  const { rows, patches } = result;
  const alike = rows.filter(({ standing }) => standing === 'like-best').length;
  return [
    `* best by mean precision at 5: ${wayName(rows[0]!)} on ${rows[0]!.backbone}.`,
    ...(result.seeds.length === 1
      ? ['~ one seed has no spread, so that none is shown to be worse than the best. Give --seeds 3 or more.']
      : [`~ not shown to be worse (${alike}): seed by seed, its distance to the best is smaller than that distance's own spread.`]), // prettier-ignore
    ...patches
      .filter(({ imageAuroc }) => imageAuroc !== null)
      .map(({ backbone, imageAuroc }) => `Image AUROC of the patches' own score, which stations judge by, on ${backbone}: ${share(imageAuroc)}.`), // prettier-ignore
  ];
}
