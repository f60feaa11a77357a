import { toFloat16 } from '#numbers';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type StationModel, viewHash } from '#inspection';
import { Embeddings, type KeptEmbedding, type Recorded } from '#storage';
import { Metrics } from '#telemetry';
import type { InUse } from './models/active-models.js';
import type { Scored } from './traveller.js';

interface WaitingEmbedding {
  kept: KeptEmbedding;
  patches: Uint16Array;
}

/** Embeddings that wait to be written: 16 MiB at 64 KiB each. Beyond it they are dropped, and counted. */
const mostWaiting = 256;
const writers = 2;

/**
 * Keeps a frame's embeddings, for rehearsals and search, once its verdict is recorded. Nobody waits for it, and
 * losing one loses no verdict: where the disk or the records cannot follow, embeddings are dropped.
 */
@Injectable()
export class EmbeddingKeeper implements OnApplicationShutdown {
  private readonly log = new Logger('embeddings');
  private readonly hashes = new WeakMap<StationModel, string>();
  private readonly waiting: WaitingEmbedding[] = [];
  private readonly running = new Set<Promise<void>>();
  private failing = false;

  constructor(
    @Inject(Embeddings) private readonly embeddings: Pick<Embeddings, 'put'>,
    @Inject(Metrics) private readonly metrics: Pick<Metrics, 'embedding'>,
  ) {}

  /** Takes the embeddings of a frame that was just recorded; returns at once. */
  keep(
    { embedding, score }: Scored,
    { station, model }: InUse,
    { inspection, fresh }: Recorded,
  ): void {
    if (!fresh || embedding === null || station.settings.embeddings.keep === 0) return;
    if (this.waiting.length >= mostWaiting) return this.metrics.embedding('dropped');
    this.waiting.push({
      kept: {
        frameId: inspection.frameId,
        station: inspection.stationId,
        backbone: this.hashOf(model),
        inspectedAt: new Date(inspection.inspectedAt),
        rows: score.rows,
        columns: score.columns,
        dimensions: model.backbone.dimensions,
        image: embedding.image,
      },
      patches: toFloat16(embedding.patches),
    });
    this.start();
  }

  /** Resolves when all that was taken is written or has failed. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.idle();
  }

  private start(): void {
    if (this.running.size >= writers) return;
    const run = this.writeAll().finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async writeAll(): Promise<void> {
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift())
      await this.write(next);
  }

  private async write({ kept, patches }: WaitingEmbedding): Promise<void> {
    try {
      await this.embeddings.put(kept, new Uint8Array(patches.buffer));
      this.failing = false;
      this.metrics.embedding('kept');
    } catch (error) {
      // Said once, not for every frame of an hour without a disk.
      if (!this.failing) this.log.warn(`embeddings are not kept just now: ${String(error)}`);
      this.failing = true;
      this.metrics.embedding('failed');
    }
  }

  private hashOf(model: StationModel): string {
    const known = this.hashes.get(model);
    if (known !== undefined) return known;
    const hash = viewHash(model.view, model.backbone.hash);
    this.hashes.set(model, hash);
    return hash;
  }
}
