import { Inject, Injectable } from '@nestjs/common';
import {
  type Inspection,
  type SimilarFrame,
  type SimilarFrames,
  type SimilarQuery,
  TouchstoneError,
} from '#contracts';
import { type EmbeddingRow, Embeddings, Frames, Inspections } from '#storage';
import type { ImageFacts, Near } from './image-set.js';
import { KnownImages } from './known-images.js';

/** Frames that look like one: the list to contain a defect that was found late. */
@Injectable()
export class FindSimilar {
  constructor(
    @Inject(KnownImages) private readonly images: KnownImages,
    @Inject(Embeddings) private readonly embeddings: Embeddings,
    @Inject(Inspections) private readonly inspections: Inspections,
    @Inject(Frames) private readonly frames: Frames,
  ) {}

  /** Throws `frame-not-found`, `embedding-not-kept`. */
  async find(frameId: string, query: SimilarQuery): Promise<SimilarFrames> {
    const own = await this.embeddingOf(frameId);
    const set = await this.images.like(own);
    const { metric, within = Infinity } = query;
    // One more than asked for: a frame that was deleted meanwhile leaves a gap.
    const found = set.nearest(own.image, {
      ...{ count: query.count, metric, within },
      wanted: (facts) => facts.frameId !== frameId && isWanted(facts, query),
    });
    return { frameId, metric, searched: set.count, items: await this.described(found) };
  }

  private async embeddingOf(frameId: string): Promise<EmbeddingRow> {
    await this.frames.get(frameId);
    const row = await this.embeddings.find(frameId);
    if (row !== null) return row;
    throw new TouchstoneError(
      'embedding-not-kept',
      `the embedding of frame ${frameId} is not kept: a station keeps those of its newest inspections (embeddings.keep)`,
    );
  }

  /** Those that are still there. */
  private async described(found: readonly Near[]): Promise<SimilarFrame[]> {
    const ids = found.map(({ facts }) => facts.frameId);
    const inspections = await this.inspections.findAll(ids);
    return found.flatMap(({ facts, distance }) => {
      const inspection = inspections.get(facts.frameId);
      return inspection === undefined ? [] : [describe(inspection, distance)];
    });
  }
}

function isWanted(facts: ImageFacts, { station, verdict, from, until }: SimilarQuery): boolean {
  if (station !== undefined && facts.station !== station) return false;
  if (verdict !== undefined && facts.verdict !== verdict) return false;
  if (from !== undefined && facts.at < Date.parse(from)) return false;
  return until === undefined || facts.at < Date.parse(until);
}

function describe(inspection: Inspection, distance: number): SimilarFrame {
  const { frameId, stationId, partId, lot, verdict } = inspection;
  const { displayScore, capturedAt, inspectedAt } = inspection;
  return { frameId, stationId, partId, lot, verdict, displayScore, capturedAt, inspectedAt, distance }; // prettier-ignore
}
