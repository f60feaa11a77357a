import { Inject, Injectable } from '@nestjs/common';
import type { InspectJob } from '#contracts';
import { type FrameEmbedding, prepare, scoreAcross, type StationModel } from '#inspection';
import type { Likeness } from '#memory-bank';
import { placesBy } from '#numbers';
import { Blobs, Frames } from '#storage';
import { Metrics } from '#telemetry';
import type { InUse } from './models/active-models.js';
import { Batcher } from './batcher.js';
import { DefectMemories, type MemoryInUse } from './models/defect-memories.js';
import type { Settings } from './settings.js';
import { workerSettings } from './tokens.js';
import type { Decoded, Fetched, Scored } from './traveller.js';

interface WaitingFrame {
  decoded: Decoded;
  model: StationModel;
  memory: MemoryInUse;
  since: number;
}

/** The steps up to the score. Fetching and decoding run beside each other; embedding and scoring by the batch. */
@Injectable()
export class FrameSteps {
  private readonly batcher: Batcher<WaitingFrame, Scored>;

  constructor(
    private readonly frames: Frames,
    private readonly blobs: Blobs,
    private readonly memories: DefectMemories,
    private readonly metrics: Metrics,
    @Inject(workerSettings) private readonly settings: Settings,
  ) {
    this.batcher = new Batcher({
      most: settings.batch,
      waitMs: settings.batchWaitMs,
      // Frames of all stations that share a backbone share a batch.
      keyOf: (waiting: WaitingFrame) => waiting.model.backbone,
      work: (batch) => this.scoreBatch(batch),
    });
  }

  /** Fetches the frame's row and bytes; or what its row says when there is nothing left to do. */
  async fetch({ frameId }: InspectJob): Promise<Fetched | 'gone' | 'inspected'> {
    const takenAt = new Date();
    const start = performance.now();
    const found = await this.frames.findToInspect(frameId);
    if (found === null) return 'gone';
    const { frame: row, repeats } = found;
    if (row.state === 'inspected') return 'inspected';
    const bytes = await this.blobs.get(row.blob);
    return { row, repeats, bytes, takenAt, fetchMs: performance.now() - start };
  }

  /** Decodes the frame off this thread, in libvips. Throws `image-damaged`, `image-truncated` and their like. */
  async decode({ bytes, ...fetched }: Fetched, model: StationModel): Promise<Decoded> {
    const start = performance.now();
    const { maxPixels } = this.settings;
    const { image, quality } = await prepare(bytes, model.view, { maxPixels });
    return { ...fetched, image, quality, decodeMs: performance.now() - start };
  }

  /** Waits for the frame's batch, which holds the thread while it runs; look-alikes of remembered defects are found in it. */
  async embedAndScore(decoded: Decoded, use: InUse): Promise<Scored> {
    const { model } = use;
    return this.memories.use(use, (memory) =>
      this.batcher.add({ decoded, model, memory, since: performance.now() }),
    );
  }

  private async scoreBatch(batch: WaitingFrame[]): Promise<Scored[]> {
    const start = performance.now();
    this.metrics.batch(batch.length);
    const frames = batch.map(({ decoded, model }) => ({ image: decoded.image, model }));
    const scored = await scoreAcross(frames, { embeddings: true });
    const { scores, embeddings, embedMs, scoreMs } = scored;
    const likenesses = likenessesOf(batch, embeddings ?? []);
    return batch.map(({ decoded, model, memory, since }, index) => ({
      ...decoded,
      score: scores[index]!,
      embedding: embeddings?.[index] ?? null,
      likeness: likenesses[index] ?? null,
      memoryVersion: memory.version,
      engine: { backend: model.backbone.backend, version: this.settings.version },
      waitMs: start - since,
      embedMs,
      scoreMs,
    }));
  }
}

/** Finds what each frame looks like in its own station's memory, station by station. */
function likenessesOf(
  batch: readonly WaitingFrame[],
  embeddings: readonly FrameEmbedding[],
): (Likeness | null)[] {
  const likenesses = batch.map((): Likeness | null => null);
  for (const [memory, places] of placesBy(batch, (waiting) => waiting.memory)) {
    const patches = places.map((place) => embeddings[place]!.patches);
    const found = memory.defects.lookAlikes(patches, batch[places[0]!]!.model.mask);
    places.forEach((place, i) => (likenesses[place] = found[i]!));
  }
  return likenesses;
}
