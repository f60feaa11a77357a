import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  notesOf,
  type EvaluateOptions,
  type EvaluationResult,
  type EvaluatedSet,
} from '#evaluation';
import { percent, share, scoreRows, sharesRows } from '../table.js';
import { escaped } from './escaped.js';
import { scorePicture } from './score-picture.js';
import { figureOf, worstDefects, worstGood } from './worst-images.js';

/** Writes `index.html`, one file with everything in it, and `result.json` into the folder; returns the former. */
export async function writeReport(
  folder: string,
  judged: EvaluatedSet,
  result: EvaluationResult,
  options: EvaluateOptions,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'index.html');
  await writeFile(file, await page(judged, result, options));
  await writeFile(join(folder, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
  return file;
}

async function page(
  judged: EvaluatedSet,
  result: EvaluationResult,
  options: EvaluateOptions,
): Promise<string> {
  const { scored, limits } = judged;
  const title = `${escaped(result.set)} with ${escaped(result.backbone)}`;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Evaluation of ${title}</title><style>${style}</style>
<h1>Evaluation of ${title}</h1>
<p>${notesOf(judged).map(escaped).join('<br>')}</p>
${table(figures(result, options))}
<h2>What good and bad parts are called</h2>
${table(sharesRows(result))}
<h2>Scores beside each other</h2>
<p>Each with the limits of its own held-out scores.</p>
${table(scoreRows(result))}
<h2>Image scores</h2>
<p><span class="key good"></span> good <span class="key defect"></span> defect; the lines are the calibrated limits.</p>
${scorePicture(scored, limits)}
<h2>By type of defect</h2>
${table([['type', 'images', 'image AUROC', 'misses'], ...typeRows(result)])}
<h2>Good parts with the highest scores</h2>${await gallery(worstGood(scored), judged)}
<h2>Defects with the lowest scores</h2>${await gallery(worstDefects(scored), judged)}
</html>
`;
}

function figures(result: EvaluationResult, options: EvaluateOptions): string[][] {
  const { train, good, defect } = result.images;
  return [
    ['images', `${train} train, ${good} good, ${defect} defect`],
    ['score', result.score],
    ['image AUROC', share(result.imageAuroc)],
    ['pixel AUROC', share(result.pixelAuroc)],
    ['AUPRO to 30 % false positives', share(result.aupro)],
    ['F1-max', share(result.f1Max)],
    [`false alarms at the reject limit (target ${percent(options.target)})`, percent(result.falseAlarmRate)], // prettier-ignore
    ['misses at the reject limit', percent(result.missRate)],
    ['bank rows', `${result.bankRows} (asked for ${options.rows}, seed ${options.seed})`],
    ['worst patches in the mean', String(options.worst)],
    ['time to build', `${result.buildSeconds.toFixed(1)} s`],
    ['time per frame', `${result.msPerFrame.toFixed(1)} ms`],
  ];
}

function typeRows(result: EvaluationResult): string[][] {
  return Object.entries(result.types).map(([type, of]) => [
    type,
    String(of.images),
    share(of.imageAuroc),
    percent(of.missRate),
  ]);
}

function table(rows: string[][]): string {
  const cells = (row: string[]) => row.map((cell) => `<td>${escaped(cell)}</td>`).join('');
  return `<table>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</table>`;
}

async function gallery(
  images: Parameters<typeof figureOf>[0][],
  judged: EvaluatedSet,
): Promise<string> {
  const pictures: string[] = [];
  for (const image of images)
    pictures.push(await figureOf(image, judged.limits, judged.set.folder));
  return pictures.length > 0 ? `<div class="gallery">${pictures.join('')}</div>` : '<p>None.</p>';
}

const style = `
body { font: 15px/1.45 system-ui, sans-serif; max-width: 1080px; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; }
table { border-collapse: collapse; } td { border-bottom: 1px solid #d9dee4; padding: .25rem .9rem .25rem 0; }
svg { width: 100%; background: #f6f8fa; } svg text { font-size: 11px; }
.good { fill: #2f7d4f; background: #2f7d4f; opacity: .65; } .defect { fill: #c0392b; background: #c0392b; opacity: .65; }
.key { display: inline-block; width: .8em; height: .8em; }
.axis { stroke: #57606a; } .warn { stroke: #b58900; } .reject { stroke: #c0392b; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(320px, 1fr)); gap: 1rem; }
figure { margin: 0; } figure img { width: 49%; vertical-align: top; } figcaption { font-size: 12px; overflow-wrap: anywhere; }
`;
