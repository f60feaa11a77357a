import { Injectable } from '@nestjs/common';
import { float16Values } from '#numbers';
import { type RegionOfInterest, type SimilarQuery, TouchstoneError } from '#contracts';
import { Blobs, type EmbeddingRow, Inspections, Models, type PatchPlace, SearchedFrames } from '#storage'; // prettier-ignore
import { type Measure, measureOf } from './measure.js';
import {
  type ChannelScale,
  meanOf,
  nearestWindow,
  type PatchGrid,
  regionOf,
  scaleOf,
  standardised,
  windowOf,
  type Window,
} from './patch-window.js';

/**
 * The number of frames looked through at most, the newest first: their patches are read from the blobs, 64 KiB each.
 */
export const mostFrames = 10_000;
/** The number of frames read at the same time; between two portions the API answers others. */
const portion = 16;
/** The number of frames beside the asked one that say how far channels usually spread. */
const scaleFrames = 32;

export interface NearRegion {
  readonly frameId: string;
  readonly distance: number;
  readonly matched: RegionOfInterest;
}

/** Looks for what resembles a part of a frame, wherever in other frames it lies: exact, over patch embeddings. */
@Injectable()
export class RegionSearch {
  constructor(
    private readonly searched: SearchedFrames,
    private readonly inspections: Inspections,
    private readonly models: Models,
    private readonly blobs: Blobs,
  ) {}

  /**
   * Finds the nearest frames, the nearest first. Throws `embedding-not-kept` when the frame's patches were deleted
   * meanwhile.
   */
  async nearest(own: EmbeddingRow, region: RegionOfInterest, query: SimilarQuery) {
    const interest = await this.interestOf(own.frameId);
    const places = (await this.candidates(own, query)).filter((p) => p.frameId !== own.frameId);
    const grid = await this.ownGrid(own);
    const scale = scaleOf([grid, ...(await this.grids(places.slice(0, scaleFrames)))]);
    const window = windowOf(region, grid, interest);
    const measure = measureOf(query.metric, meanOf(standardised(grid, scale), window));
    const found: NearRegion[] = [];
    for (let at = 0; at < places.length; at += portion) {
      const some = places.slice(at, at + portion);
      found.push(...(await this.compared(some, { measure, window, scale, interest }, query)));
    }
    found.sort((a, b) => a.distance - b.distance);
    return { searched: places.length + 1, found: found.slice(0, query.count) };
  }

  private candidates(own: EmbeddingRow, query: SimilarQuery): Promise<PatchPlace[]> {
    const { station, verdict, label, from, until } = query;
    return this.searched.patches({
      backbone: own.backbone,
      station,
      verdict,
      label,
      limit: mostFrames,
      from: dateOf(from),
      until: dateOf(until),
    });
  }

  private async compared(
    places: readonly PatchPlace[],
    wanted: RegionQuery,
    { within = Infinity }: SimilarQuery,
  ): Promise<NearRegion[]> {
    const { measure, window, scale, interest } = wanted;
    return (await this.grids(places)).flatMap((grid) => {
      const nearest = nearestWindow(standardised(grid, scale), window, measure);
      if (nearest.distance > within) return [];
      const matched = regionOf(nearest.window, grid, interest);
      return [{ frameId: grid.frameId, distance: nearest.distance, matched }];
    });
  }

  /** Reads the patches of those frames that still have them: the oldest may be deleted while a search runs. */
  private async grids(places: readonly PatchPlace[]) {
    const read = await Promise.all(
      places.map(async (place) => {
        const bytes = await this.bytesOf(place);
        return bytes === null ? [] : [{ ...place, values: float16Values(bytes) }];
      }),
    );
    return read.flat();
  }

  private async bytesOf({ blob }: Pick<PatchPlace, 'blob'>): Promise<Buffer | null> {
    try {
      return await this.blobs.get(blob);
    } catch (error) {
      if (error instanceof TouchstoneError && error.code === 'blob-not-found') return null;
      throw error;
    }
  }

  private async ownGrid(own: EmbeddingRow): Promise<PatchGrid> {
    const [grid] = await this.grids([own]);
    if (grid !== undefined) return grid;
    throw new TouchstoneError('embedding-not-kept', `the patches of frame ${own.frameId} were deleted just now`); // prettier-ignore
  }

  private async interestOf(frameId: string): Promise<RegionOfInterest | null> {
    const { model } = await this.inspections.get(frameId);
    return (await this.models.find(model.id))?.regionOfInterest ?? null;
  }
}

interface RegionQuery {
  /** Distance from what the region shows. */
  readonly measure: Measure;
  readonly window: Window;
  readonly scale: ChannelScale;
  readonly interest: RegionOfInterest | null;
}

function dateOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
