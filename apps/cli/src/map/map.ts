import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type MapProgress,
  nearestOthers,
  squaredDistance,
  trustworthiness,
  tsne,
  umap,
  vectorAt,
  type Vectors,
} from '#analysis';
import { embedPictures } from '../analysis/embed-pictures.js';
import { say, type Tools, withTools } from '../analysis/tools.js';
import { findImages, type ImageFile } from '../client/image-files.js';
import { startProgress } from '../progress.js';
import { mapPage } from './map-page.js';
import type { Mapped } from './mapped.js';
import { mapSvg } from './map-svg.js';

export interface MapOptions {
  backbone: string;
  method: 'umap' | 'tsne';
  neighbours: number;
  perplexity: number;
  seed: number;
  out?: string;
  json?: boolean;
}

/** Neighbours on the map that are looked up in truth. */
const believed = 10;
/** The number of pictures up to which trustworthiness is computed: it sorts every pair, 2 s at this many. */
const mostBelieved = 3000;

/**
 * Draws the map of a folder's pictures.
 * @throws TouchstoneError folder-layout; of an image, naming it; validation-failed with fewer than four.
 */
export async function map(folder: string, options: MapOptions): Promise<void> {
  const files = await findImages(folder);
  await withTools(options.backbone, async (tools) => {
    const vectors = await embedPictures(files, tools);
    const places = await layOut(vectors, tools, options);
    const points = files.map(({ name }, i) => pointOf(name, places[2 * i]!, places[2 * i + 1]!));
    const { method, seed, out } = options;
    const trust = await trustOf(vectors, places, tools);
    const result = { method, seed, backbone: tools.backbone.manifest.name, trustworthiness: trust, points }; // prettier-ignore
    say(result, linesOf(result, out), options.json);
    if (out !== undefined) await writeFile(out, await contentOf(out, result, files));
  });
}

async function layOut(vectors: Vectors, { runtime }: Tools, options: MapOptions) {
  const { method, seed, neighbours, perplexity } = options;
  const [searching, laying] = [
    startProgress('Finding neighbours', vectors.count),
    startProgress('Laying out', 1),
  ];
  const onProgress = ({ step, done, of }: MapProgress) =>
    step === 'neighbours' ? searching.update(done) : laying.update(done / of);
  try {
    return method === 'umap'
      ? await umap(runtime, vectors, { seed, neighbours, onProgress })
      : (await tsne(runtime, vectors, { seed, perplexity, onProgress })).points;
  } finally {
    searching.stop();
    laying.stop();
  }
}

/** Returns the map's trustworthiness; null with more pictures than are sorted, or too few. */
async function trustOf(vectors: Vectors, places: Float64Array, { runtime }: Tools) {
  const { count } = vectors;
  if (count > mostBelieved || count < 3 * believed) return null;
  const flat = { values: Float32Array.from(places), count, dimensions: 2 };
  return trustworthiness(
    (i, j) => squaredDistance(vectorAt(vectors, i), vectorAt(vectors, j)),
    await nearestOthers(runtime, flat, believed),
  );
}

interface Result {
  readonly method: 'umap' | 'tsne';
  readonly trustworthiness: number | null;
  readonly points: readonly Mapped[];
}

function pointOf(name: string, x: number, y: number): Mapped {
  const rounded = (value: number) => Number(value.toFixed(3));
  return { file: name, group: dirname(name), x: rounded(x), y: rounded(y) };
}

function linesOf({ method, points, trustworthiness: trust }: Result, out?: string): string[] {
  const groups = new Set(points.map(({ group }) => group));
  const how = `${points.length} pictures in ${groups.size} folders by ${method === 'umap' ? 'UMAP' : 't-SNE'}`;
  return [
    trust === null ? how : `${how}; neighbours can be believed to ${trust.toFixed(3)}`,
    ...(out === undefined ? ['--out <file.html|.svg|.json> writes the map'] : []),
  ];
}

async function contentOf(out: string, result: Result, files: readonly ImageFile[]) {
  if (out.endsWith('.json')) return `${JSON.stringify(result)}\n`;
  const svg = mapSvg(result.points);
  return out.endsWith('.svg') ? svg : mapPage(svg, result.points, files);
}
