import { Inject, Injectable } from '@nestjs/common';
import { defectLook } from '#analysis';
import { float16Values } from '#numbers';
import { Blobs, type JudgedFrame, type PendingDefect } from '#storage';
import { type DefectSpace, DefectSpaces } from './defect-spaces.js';
import { orNull } from './or-null.js';

/** A pending look with its vector; null where it could not be made. `madeWith` is the space of the look. */
export interface TakenLook {
  readonly pending: PendingDefect;
  readonly vector: Float32Array | null;
}

/** Makes looks from kept patch embeddings and the anomaly maps of the verdicts. */
@Injectable()
export class DefectEmbedder {
  constructor(
    @Inject(DefectSpaces) private readonly views: Pick<DefectSpaces, 'of'>,
    private readonly blobs: Blobs,
  ) {}

  /**
   * Takes the defect embeddings of one station's frames. What is gone or does not fit gets none, so that nobody tries
   * it again.
   */
  async take(station: string, pending: readonly PendingDefect[]): Promise<TakenLook[]> {
    const views = new Map<string, DefectSpace | null>();
    const taken: TakenLook[] = [];
    for (const one of pending) {
      const key = `${one.model} ${one.madeWith}`;
      if (!views.has(key)) views.set(key, await this.views.of(station, one));
      taken.push(await this.takeOne(one, views.get(key)!));
    }
    return taken;
  }

  private async takeOne(one: PendingDefect, view: DefectSpace | null): Promise<TakenLook> {
    if (view === null) return { pending: one, vector: null };
    const pending = { ...one, madeWith: view.madeWith };
    return { pending, vector: await this.vectorOf(one, view) };
  }

  /** Returns the defect embedding of one frame in this space; null where its patches are gone or do not fit. */
  async vectorOf(one: JudgedFrame, view: DefectSpace): Promise<Float32Array | null> {
    const bytes = await orNull(() => this.blobs.get(one.blob));
    if (bytes === null) return null;
    const patches = float16Values(bytes);
    const { dimensions, map } = one;
    if (patches.length !== map.length * dimensions) return null;
    return defectLook({ patches, map, dimensions, ...view.space }, view.head);
  }
}
