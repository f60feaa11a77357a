import { Inject, Injectable } from '@nestjs/common';
import { type MapProgress, nearestAmong, pick, placePoints, tsne, umap } from '#analysis';
import { jobKinds, type MapSettings, type StoredMap, storedMap, TouchstoneError } from '#contracts';
import { Blobs, Jobs } from '#storage';
import type { TensorRuntime } from '#tensors';
import { tensorRuntime } from '../tokens.js';
import { CollectImages, type MapImages } from './map-images.js';
import {
  type JobOf,
  type JobRunner,
  type RunOptions,
  type RunOutcome,
  Runs,
} from '../jobs/runner.js';

/** Pairs of 10,000 points are what t-SNE lays out in a minute or two. */
const mostOfTsne = 10_000;

/** Lays a station's pictures out in the plane, or places new ones onto a finished map. */
@Runs(jobKinds.map)
@Injectable()
export class MapRunner implements JobRunner<MapSettings> {
  constructor(
    private readonly collect: CollectImages,
    private readonly jobs: Jobs,
    private readonly blobs: Blobs,
    @Inject(tensorRuntime) private readonly runtime: TensorRuntime,
  ) {}

  /** Throws `too-few-embeddings`; `validation-failed`: no such map to place onto, or nothing of it is kept. */
  async run({ stationId, settings }: JobOf<MapSettings>, options: RunOptions): Promise<RunOutcome> {
    return settings.onto === null
      ? this.layOut(stationId, settings, options)
      : this.place(stationId, settings, options);
  }

  private async layOut(station: string, settings: MapSettings, options: RunOptions) {
    const { method, stations } = settings;
    const most = method === 'tsne' ? Math.min(mostOfTsne, settings.most) : settings.most;
    const set = await this.collect.collect({ station, stations, most, madeWith: null });
    const flat = await this.plane(set, settings, options);
    return outcomeOf({ madeWith: set.madeWith, points: columnsOf(set, flat, 0) });
  }

  private async plane({ vectors }: MapImages, settings: MapSettings, options: RunOptions) {
    const { method, seed, neighbours, perplexity } = settings;
    const watch = { seed, signal: options.signal, onProgress: told(options) };
    return method === 'umap'
      ? umap(this.runtime, vectors, { ...watch, neighbours })
      : (await tsne(this.runtime, vectors, { ...watch, perplexity })).points;
  }

  private async place(station: string, settings: MapSettings, options: RunOptions) {
    const map = await this.finished(station, settings.onto!);
    const { stations, most, neighbours } = settings;
    const set = await this.collect.collect({ station, stations, most, madeWith: map.madeWith });
    const at = new Map(map.points.id.map((id, i) => [id, i]));
    const places = set.images.map((_, i) => i);
    const fresh = places.filter((i) => !at.has(set.images[i]!.id));
    const mapped = places.filter((i) => at.has(set.images[i]!.id));
    if (fresh.length === 0) return outcomeOf(map);
    refuseStrangers(mapped.length);
    const known = mapped.flatMap((i) => {
      const place = at.get(set.images[i]!.id)!;
      return [map.points.x[place]!, map.points.y[place]!];
    });
    const queries = pick(set.vectors, fresh);
    const watch = { signal: options.signal, onProgress: told(options) };
    const near = await nearestAmong(this.runtime, queries, pick(set.vectors, mapped), neighbours, watch); // prettier-ignore
    const added = columnsOf(
      { ...set, images: fresh.map((i) => set.images[i]!) },
      placePoints(near, known),
      1,
    );
    return outcomeOf({ madeWith: map.madeWith, points: joined(map.points, added) });
  }

  private async finished(station: string, id: string): Promise<StoredMap> {
    const job = await this.jobs.find(id);
    const blob = job === null ? null : await this.jobs.blobOf(id);
    if (job?.kind !== 'map' || job.stationId !== station || blob === null)
      throw new TouchstoneError('validation-failed', `station ${station} has no finished map ${id}`); // prettier-ignore
    return storedMap.parse(JSON.parse((await this.blobs.get(blob)).toString()));
  }
}

function told({ onStep }: RunOptions) {
  return ({ step, done, of }: MapProgress) => onStep(step, done, of);
}

function refuseStrangers(mapped: number): void {
  if (mapped > 0) return;
  throw new TouchstoneError(
    'validation-failed',
    'none of the pictures on the map has a kept embedding any more, so nothing can be placed beside them: compute a new map',
  );
}

function columnsOf({ images }: Pick<MapImages, 'images'>, flat: Float64Array, placed: 0 | 1) {
  const rounded = (value: number) => Number(value.toFixed(4));
  return {
    kind: images.map(({ kind }) => kind),
    id: images.map(({ id }) => id),
    station: images.map(({ station }) => station),
    x: images.map((_, i) => rounded(flat[2 * i]!)),
    y: images.map((_, i) => rounded(flat[2 * i + 1]!)),
    placed: images.map(() => placed),
  };
}

type Points = StoredMap['points'];

function joined(a: Points, b: Points): Points {
  return {
    kind: [...a.kind, ...b.kind],
    id: [...a.id, ...b.id],
    station: [...a.station, ...b.station],
    x: [...a.x, ...b.x],
    y: [...a.y, ...b.y],
    placed: [...a.placed, ...b.placed],
  };
}

function outcomeOf(map: StoredMap): RunOutcome {
  const { kind, placed } = map.points;
  const normals = kind.filter((one) => one === 'normal').length;
  const result = {
    frames: kind.length - normals,
    normals,
    placed: placed.filter((one) => one === 1).length,
    madeWith: map.madeWith,
  };
  return { result, blob: Buffer.from(JSON.stringify(map)) };
}
