import { Inject, Injectable } from '@nestjs/common';
import type { ImageQuality } from '#contracts';
import { type FrameEmbedding, prepare, scorePrepared, viewHash } from '#inspection';
import { Blobs, Frames, type StoredFrame } from '#storage';
import { ActiveModels, type InUse } from '../models/active-models.js';
import type { Settings } from '../settings.js';
import { workerSettings } from '../tokens.js';

/** A frame as the station's active model sees it now. */
export interface SeenFrame {
  row: StoredFrame;
  bytes: Buffer;
  quality: ImageQuality | null;
  embedding: FrameEmbedding;
  rows: number;
  columns: number;
}

/** Looks at a stored frame with the active model, as inspecting does. */
@Injectable()
export class SeeFrame {
  constructor(
    private readonly frames: Frames,
    private readonly blobs: Blobs,
    private readonly models: ActiveModels,
    @Inject(workerSettings) private readonly settings: Settings,
  ) {}

  /** Returns the hash of the active model's view and backbone, as the records name that model this moment. */
  async hashInUse(station: string): Promise<string> {
    await this.models.prove(station);
    return this.models.use(station, ({ model: { view, backbone } }) =>
      Promise.resolve(viewHash(view, backbone.hash)),
    );
  }

  /** Throws `frame-not-found`, `picture-deleted`, `blob-not-found`, `no-active-model`, the images' codes, and why a model cannot be used. */
  async with<T>(frameId: string, work: (seen: SeenFrame, use: InUse) => Promise<T>): Promise<T> {
    const row = await this.frames.withPicture(frameId);
    const bytes = await this.blobs.get(row.blob);
    return this.models.use(row.station, async (use) => {
      const { maxPixels } = this.settings;
      const { image, quality } = await prepare(bytes, use.model.view, { maxPixels });
      const { scores, embeddings } = await scorePrepared([image], use.model, { embeddings: true });
      const { rows, columns } = scores[0]!;
      return work({ row, bytes, quality, embedding: embeddings![0]!, rows, columns }, use);
    });
  }
}
