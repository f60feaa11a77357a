import { Inject, Injectable } from '@nestjs/common';
import { defectEmbedding } from '#analysis';
import { float16Values, TouchstoneError } from '#contracts';
import { bankContents } from '#memory-bank';
import { Blobs, type LookSpace, Looks, Models, type PendingLook } from '#storage';

/** A pending look with its defect embedding; null where it could not be made. */
export interface TakenLook {
  readonly pending: PendingLook;
  readonly vector: Float32Array | null;
}

/** Makes defect embeddings from kept patch embeddings and the anomaly maps of the verdicts. */
@Injectable()
export class TakeLooks {
  constructor(
    @Inject(Looks) private readonly looks: Looks,
    @Inject(Models) private readonly models: Models,
    @Inject(Blobs) private readonly blobs: Blobs,
  ) {}

  /** Of one station. What is gone or does not fit gets no vector, so that nobody tries it again. */
  async take(station: string, pending: readonly PendingLook[]): Promise<TakenLook[]> {
    const spaces = new Map<string, LookSpace | null>();
    const taken: TakenLook[] = [];
    for (const one of pending) {
      if (!spaces.has(one.madeWith)) spaces.set(one.madeWith, await this.spaceOf(station, one));
      taken.push({ pending: one, vector: await this.vectorOf(one, spaces.get(one.madeWith)!) });
    }
    return taken;
  }

  private async vectorOf(one: PendingLook, space: LookSpace | null): Promise<Float32Array | null> {
    if (space === null || space.mean.length !== one.dimensions) return null;
    const bytes = await orNull(() => this.blobs.get(one.blob));
    if (bytes === null) return null;
    const patches = float16Values(bytes);
    if (patches.length !== one.map.length * one.dimensions) return null;
    const { dimensions, map } = one;
    return defectEmbedding({ patches, map, dimensions, ...space });
  }

  /**
   * The channels of the model that judged the first such defect: what is standardised alike stays comparable when
   * the station learns anew with the same backbone and view.
   */
  private async spaceOf(station: string, { madeWith, model }: PendingLook) {
    const known = await this.looks.space(station, madeWith);
    if (known !== null) return known;
    const manifest = await this.models.find(model);
    const bytes = manifest && (await orNull(() => this.blobs.get(manifest.bank.blob)));
    if (bytes === null) return null;
    return this.looks.openSpace(station, madeWith, bankContents(bytes).channels);
  }
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'blob-not-found') return null;
    throw error;
  }
}
