import { relative } from 'node:path';
import type { Limits } from '#contracts';
import { decode, encodeJpeg, readHeader, renderHeatmap, thumbnail } from '#images';
import { naming, type ScoredImage } from '#evaluation';
import { escaped } from './escaped.js';

/** Pictures of each kind; longer side in pixels. */
const shown = 12;
const side = 320;

/** Returns the good parts with the highest scores: false alarms first. */
export function worstGood(scored: readonly ScoredImage[]): ScoredImage[] {
  return scored
    .filter(({ type }) => type === 'good')
    .sort((a, b) => b.score.imageScore - a.score.imageScore)
    .slice(0, shown);
}

/** Returns the defects with the lowest scores: misses first. */
export function worstDefects(scored: readonly ScoredImage[]): ScoredImage[] {
  return scored
    .filter(({ type }) => type !== 'good')
    .sort((a, b) => a.score.imageScore - b.score.imageScore)
    .slice(0, shown);
}

/** Writes one image beside its heatmap, with its name, score and what it was called; no outside files. */
export async function figureOf(
  image: ScoredImage,
  limits: Limits | undefined,
  folder: string,
): Promise<string> {
  const pictures = await naming(image.file, async (bytes) => [
    await thumbnail(bytes, side),
    ...(limits ? [await heatmap(bytes, image, limits)] : []),
  ]);
  const name = escaped(relative(folder, image.file));
  const called = limits ? ` · ${callOf(image, limits)}` : '';
  const imgs = pictures.map((jpeg) => `<img alt="" src="data:image/jpeg;base64,${jpeg.toString('base64')}">`); // prettier-ignore
  return (
    `<figure>${imgs.join('')}<figcaption>${name}<br>score ${image.score.imageScore.toFixed(3)}${called}` +
    `<br>nearest ${escaped(image.score.nearest.normalId)}</figcaption></figure>`
  );
}

function callOf({ type, score }: ScoredImage, limits: Limits): string {
  const over = score.imageScore > limits.reject;
  if (type === 'good') return over ? 'false alarm' : 'passed';
  return over ? 'found' : 'missed';
}

async function heatmap(bytes: Buffer, image: ScoredImage, limits: Limits): Promise<Buffer> {
  const { map, rows, columns } = image.score;
  const png = await renderHeatmap(bytes, { map, rows, columns, limits, maxSide: side });
  return encodeJpeg(await decode(png, await readHeader(png)), 85);
}
