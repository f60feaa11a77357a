import { Injectable } from '@nestjs/common';
import {
  type Inspection,
  type SimilarFrame,
  type SimilarFrames,
  type SimilarQuery,
  TouchstoneError,
} from '#contracts';
import { type EmbeddingRow, Embeddings, Frames, Inspections, SearchedFrames } from '#storage';
import type { ImageFacts } from './image-set.js';
import { ImageEmbeddingCache } from './image-embedding-cache.js';
import { type NearRegion, RegionSearch } from './region-search.js';

/** A frame that was found, before it is described; `matched` is null where whole images were compared. */
type SimilarRow = Omit<NearRegion, 'matched'> & Pick<SimilarFrame, 'matched'>;
type Search = { searched: number; exact: boolean; found: readonly SimilarRow[] };

/** Frames that look like one, or like a part of it: the list to contain a defect that was found late. */
@Injectable()
export class FindSimilar {
  constructor(
    private readonly images: ImageEmbeddingCache,
    private readonly regions: RegionSearch,
    private readonly embeddings: Embeddings,
    private readonly searched: SearchedFrames,
    private readonly inspections: Inspections,
    private readonly frames: Frames,
  ) {}

  /** Throws `frame-not-found`, `embedding-not-kept`. */
  async find(frameId: string, query: SimilarQuery): Promise<SimilarFrames> {
    const own = await this.embeddingOf(frameId);
    const { region, metric } = query;
    const { found, ...search } =
      region === undefined
        ? await this.byImage(own, query)
        : { ...(await this.regions.nearest(own, region, query)), exact: true };
    return { frameId, metric, ...search, items: await this.described(found) };
  }

  private async byImage(own: EmbeddingRow, query: SimilarQuery): Promise<Search> {
    const set = await this.images.like(own);
    const { metric, search, within = Infinity } = query;
    const isWanted = await this.filterOf(query);
    // One more than asked for: the frame itself is nearest, and is left out.
    const { found, exact } = set.nearest(own.image, {
      count: query.count + 1,
      metric,
      within,
      wanted: isWanted,
      indexed: search === 'index' || (search === 'auto' && this.images.isLarge(set)),
    });
    const others = found.filter(({ facts }) => facts.frameId !== own.frameId);
    const near = others.slice(0, query.count);
    return {
      searched: set.countOf(isWanted),
      exact,
      found: near.map(({ facts, distance }) => ({ frameId: facts.frameId, distance, matched: null })), // prettier-ignore
    };
  }

  /** Returns the test of the wanted frames; null where all are wanted. */
  private async filterOf(query: SimilarQuery): Promise<((facts: ImageFacts) => boolean) | null> {
    const { station, verdict, from, until, label } = query;
    if ([station, verdict, from, until, label].every((filter) => filter === undefined)) return null;
    const named = label === undefined ? null : await this.searched.named(label);
    return (facts) => isWanted(facts, query) && (named?.has(facts.frameId) ?? true);
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

  /** Describes those of the found frames that are still there. */
  private async described(found: readonly SimilarRow[]): Promise<SimilarFrame[]> {
    const ids = found.map(({ frameId }) => frameId);
    const [inspections, names] = await Promise.all([
      this.inspections.findAll(ids),
      this.searched.namesOf(ids),
    ]);
    return found.flatMap((one) => {
      const inspection = inspections.get(one.frameId);
      const label = names.get(one.frameId) ?? null;
      return inspection === undefined ? [] : [describe(inspection, { ...one, label })];
    });
  }
}

function isWanted(facts: ImageFacts, { station, verdict, from, until }: SimilarQuery): boolean {
  if (station !== undefined && facts.station !== station) return false;
  if (verdict !== undefined && facts.verdict !== verdict) return false;
  if (from !== undefined && facts.at < Date.parse(from)) return false;
  return until === undefined || facts.at < Date.parse(until);
}

function describe(
  inspection: Inspection,
  found: SimilarRow & { label: string | null },
): SimilarFrame {
  const { stationId, partId, lot, verdict, displayScore, capturedAt, inspectedAt } = inspection;
  return { ...found, stationId, partId, lot, verdict, displayScore, capturedAt, inspectedAt };
}
