import { Inject, Injectable } from '@nestjs/common';
import { type Vectors, vectorsOf } from '#analysis';
import { type PointKind, TouchstoneError } from '#contracts';
import { Embeddings, NormalEmbeddings } from '#storage';
import { type KeptUnder, ModelViews } from './model-views.js';

export interface MapImage {
  readonly kind: PointKind;
  readonly id: string;
  readonly station: string;
}

/** The image embeddings that can be compared: `vectors` is `[images, e]`, in the order of `images`. */
export interface MapImages {
  readonly madeWith: string;
  readonly images: readonly MapImage[];
  readonly vectors: Vectors;
}

export interface MapQuery {
  readonly station: string;
  /** The further stations whose frames are wanted. */
  readonly stations: readonly string[];
  readonly most: number;
  /** Hash of backbone and view, as of frames; null: that of the newest frame kept, or of the active model. */
  readonly madeWith: string | null;
}

const fewest = 4;

/** Collects what goes on a map: the station's normals and newest frames as far as they were made alike. */
@Injectable()
export class CollectImages {
  constructor(
    private readonly frames: Embeddings,
    private readonly normals: NormalEmbeddings,
    @Inject(ModelViews) private readonly views: Pick<ModelViews, 'of'>,
  ) {}

  /**
   * Collects the images: normals first, by id, then frames, oldest first. Throws `too-few-embeddings` with fewer than
   * four.
   */
  async collect(wanted: MapQuery): Promise<MapImages> {
    const { station, most } = wanted;
    const views = await this.views.of(station);
    const madeWith = wanted.madeWith ?? (await this.newestHash(station, views));
    const view = views.find(({ frames }) => frames === madeWith);
    const normals = view === undefined ? [] : await this.normalsOf(station, view.normals);
    const frames = await this.framesOf(wanted, madeWith, Math.max(0, most - normals.length));
    const all = [...normals.slice(0, most), ...frames];
    if (all.length < fewest) throw tooFew(station, all.length);
    const images = all.map(({ kind, id, station: of }) => ({ kind, id, station: of }));
    return { madeWith, images, vectors: vectorsOf(all.map(({ image }) => image)) };
  }

  private async newestHash(station: string, [active]: readonly KeptUnder[]): Promise<string> {
    for await (const { backbone } of this.frames.newest(station, 1)) return backbone;
    if (active === undefined) throw tooFew(station, 0);
    return active.frames;
  }

  private async normalsOf(station: string, madeWith: string) {
    const rows = [...(await this.normals.madeAlike(station, madeWith)).values()];
    return rows
      .map(({ normalId, image }) => ({ kind: 'normal' as const, id: normalId, station, image }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Lists the newest frames of a station, or of several stations together. */
  private async framesOf({ station, stations }: MapQuery, madeWith: string, most: number) {
    const found: { kind: 'frame'; id: string; station: string; image: Float32Array; at: number }[] = []; // prettier-ignore
    for (const of of new Set([station, ...stations]))
      for await (const { frameId, backbone, image, inspectedAt } of this.frames.newest(of, most))
        if (backbone === madeWith)
          found.push({ kind: 'frame', id: frameId, station: of, image, at: inspectedAt.getTime() });
    return found
      .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
      .slice(0, most)
      .reverse();
  }
}

function tooFew(station: string, count: number): TouchstoneError {
  return new TouchstoneError(
    'too-few-embeddings',
    `a map needs at least ${fewest} pictures; of station ${station} ${count} embeddings of one backbone and view are ` +
      'kept: let it learn its normals or inspect frames (setting embeddings.keep)',
  );
}
