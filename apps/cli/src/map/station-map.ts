import { writeFile } from 'node:fs/promises';
import type { ApiClient } from '#client';
import { type Analysis, type AnalysisMap, mapSettings, TouchstoneError } from '#contracts';
import { say } from '../analysis/tools.js';
import { followAnalysis } from '../client/analyses.js';
import type { Stopping } from '../client/follow-job.js';
import { type ApiOptions, openApi } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { cancellable } from '../client/until-stopped.js';
import { startProgress } from '../progress.js';
import { mapSvg } from './map-svg.js';

export interface StationMapOptions extends ApiOptions, PersonOptions {
  method: 'umap' | 'tsne';
  neighbours: number;
  perplexity: number;
  seed: number;
  onto?: string;
  out?: string;
  json?: boolean;
}

/**
 * Has a station's map computed by the service and reads it; Ctrl-C cancels it.
 * @throws TouchstoneError validation-failed for an .html; the API's; with the failure that the job ended in.
 */
export async function stationMap(station: string, options: StationMapOptions): Promise<void> {
  const { out, json, by } = options;
  if (out?.endsWith('.html'))
    throw new TouchstoneError(
      'validation-failed',
      "A station's map is written as .svg or .json; its pictures are on the station's page, tab Map.",
    );
  const api = openApi(options);
  const settings = mapSettings.parse({ ...picked(options), onto: options.onto ?? null });
  await cancellable('map', async (signal) => {
    const body = { kind: 'map' as const, settings, by };
    const asked = await api.post('/v1/stations/{station}/analyses', { path: { station }, body });
    const done = await followed(api, asked, { by, signal });
    const map = await api.get('/v1/analyses/{analysis}/map', { path: { analysis: done.id } });
    say(map, [lineOf(done, out)], json);
    if (out !== undefined) await writeFile(out, contentOf(out, map));
  });
}

function picked({ method, seed, neighbours, perplexity }: StationMapOptions) {
  return { method, seed, neighbours, perplexity };
}

async function followed(api: ApiClient, asked: Analysis, stopping: Stopping): Promise<Analysis> {
  const bar = startProgress('Computing the map', 1);
  try {
    return await followAnalysis(api, asked, stopping, ({ progress }) => {
      if (progress !== null) bar.update(progress.done, progress.of, progress.step);
    });
  } finally {
    bar.stop();
  }
}

function lineOf({ id, result }: Analysis, out?: string): string {
  const [frames, normals, placed] = ['frames', 'normals', 'placed'].map((name) =>
    Number(result?.[name] ?? 0),
  );
  const hint = out === undefined ? '; --out <file.svg|.json> writes it' : '';
  return `Map ${id}: ${frames} frames and ${normals} normals, ${placed} placed later${hint}`;
}

/** Coloured by verdict. */
function contentOf(out: string, map: AnalysisMap): string {
  if (out.endsWith('.json')) return `${JSON.stringify(map)}\n`;
  const { id, kind, verdict, x, y } = map.points;
  return mapSvg(
    id.map((file, i) => ({
      file,
      group: kind[i] === 'normal' ? 'normal' : (verdict[i] ?? 'gone'),
      x: x[i]!,
      y: y[i]!,
    })),
  );
}
