import { Injectable, Logger } from '@nestjs/common';
import { type EmbeddingRow, Embeddings, type Place } from '#storage';
import { ImageSet } from './image-set.js';

/** The number of rows that are read in one query. */
const portion = 5_000;
/** The milliseconds after which a set is read anew, since embeddings are pruned and stations deleted meanwhile, ... */
const keptForMs = 600_000;
/** ... and the share of the time that goes into reading at most. */
const readingShare = 0.002;
/**
 * The number of vectors beyond which an index is kept up: exact search takes 35 ms per million here, an index answers
 * in one millisecond.
 */
const indexedFrom = 1_000_000;

/** The milliseconds by which a row may come later than a newer one, since several workers write. */
const lateMs = 30_000;
const firstId = '00000000-0000-0000-0000-000000000000';

interface Known {
  readonly set: ImageSet;
  readonly readAt: number;
  keptForMs: number;
  reading: Promise<void>;
}

/** The image embeddings that can be compared with each other, in memory: read once, then only what is new. */
@Injectable()
export class ImageEmbeddingCache {
  private readonly log = new Logger('similar');

  private readonly known = new Map<string, Known>();

  constructor(private readonly embeddings: Embeddings) {}

  /** Returns all embeddings that were made as this one was: with the same backbone and view. */
  async like({ backbone, image }: EmbeddingRow): Promise<ImageSet> {
    const known = this.current(backbone, image.length);
    // One reads at a time; who comes meanwhile waits for it and then reads what is newer still.
    known.reading = known.reading
      .catch(() => undefined)
      .then(() => this.readNew(backbone, known.set));
    await known.reading;
    const tookMs = performance.now() - known.readAt;
    known.keptForMs ||= Math.max(keptForMs, tookMs / readingShare);
    if (this.isLarge(known.set)) this.keepIndexed(known.set);
    return known.set;
  }

  /** Tells whether the set is one to keep an index of. */
  isLarge(set: ImageSet): boolean {
    return set.count >= indexedFrom;
  }

  /** Keeps the set's index up, in the background; what it has not taken in yet is searched exactly. */
  private keepIndexed(set: ImageSet): void {
    set.keepIndexed().catch((error: unknown) => {
      this.log.error(`the index of ${set.count} images was not kept up: ${String(error)}`);
    });
  }

  private current(backbone: string, dimensions: number): Known {
    const known = this.known.get(backbone);
    const age = performance.now() - (known?.readAt ?? 0);
    if (known !== undefined && (known.keptForMs === 0 || age < known.keptForMs)) return known;
    const fresh = {
      set: new ImageSet(dimensions),
      readAt: performance.now(),
      keptForMs: 0,
      reading: Promise.resolve(),
    };
    this.known.set(backbone, fresh);
    return fresh;
  }

  private async readNew(backbone: string, set: ImageSet): Promise<void> {
    let after: Place | undefined = set.last && {
      time: new Date(set.last.at - lateMs),
      id: firstId,
    };
    for (;;) {
      const rows = await this.embeddings.imagesAfter(backbone, after, portion);
      for (const { image, inspectedAt, ...facts } of rows)
        set.add({ ...facts, at: inspectedAt.getTime() }, image);
      const last = rows.at(-1);
      if (last === undefined || rows.length < portion) return;
      after = { time: last.inspectedAt, id: last.frameId };
    }
  }
}
