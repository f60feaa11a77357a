import { Inject, Injectable } from '@nestjs/common';
import type { ModelManifest, PixelJudging } from '#contracts';
import { pixelFigures, type PixelPicture, type Scored, scorePictures } from '#evaluation';
import { pictureFault } from '#inspection';
import {
  Blobs,
  type NewTestScore,
  type StoredTestPicture,
  type TestJudging,
  TestPictures,
  TestScores,
} from '#storage';
import type { Clock } from '#telemetry';
import type { OnStep } from '../jobs/runner.js';
import { OpenModels } from '../open-models.js';
import { clock } from '../tokens.js';

/** The longer side, in pixels, at which masks and maps are compared. Finer than any grid of patches, and cheap. */
const pixelSide = 384;

export interface JudgingOptions {
  /** Scores every picture again, also those that the model has judged. */
  readonly again: boolean;
  readonly onStep: OnStep;
  readonly signal: AbortSignal;
}

/**
 * Judges a station's test set by a model. A picture and a model never change, so that what was scored before is not
 * scored again; scores are kept as they come, so that a judging that is run again goes on where it was.
 */
@Injectable()
export class JudgeTestSet {
  constructor(
    private readonly pictures: TestPictures,
    private readonly scores: TestScores,
    private readonly models: OpenModels,
    private readonly blobs: Blobs,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Tells whether the station has a test set at all. */
  isNeeded(station: string): Promise<boolean> {
    return this.pictures.hasAny(station);
  }

  /** Throws what is wrong with the model, what a retry may cure, or the reason of `signal`. */
  async judge(manifest: ModelManifest, options: JudgingOptions): Promise<TestJudging> {
    const start = performance.now();
    const { id, station } = manifest;
    const pictures = await this.pictures.toScore(station, id, options.again);
    const unreadable =
      pictures.length === 0 ? [] : await this.scoreAll(pictures, manifest, options);
    const pixels = await this.pixels(manifest, options);
    const judging = {
      judgedAt: this.clock.now(),
      seconds: (performance.now() - start) / 1000,
      scored: pictures.length - unreadable.length,
      pixels,
      unreadable,
    };
    await this.scores.judged(id, judging);
    return judging;
  }

  private async scoreAll(
    pictures: readonly StoredTestPicture[],
    manifest: ModelManifest,
    { onStep, signal }: JudgingOptions,
  ): Promise<TestJudging['unreadable']> {
    const unreadable: TestJudging['unreadable'] = [];
    let done = 0;
    onStep('score', 0, pictures.length);
    await this.models.use(manifest, async (model) => {
      const named = pictures.map((row) => ({
        row,
        name: row.fileName ?? row.id,
        bytes: () => this.blobs.get(row.blob),
      }));
      for await (const batch of scorePictures(named, model)) {
        signal.throwIfAborted();
        const scores = batch.scored.map((one) => scoreOf(one, one.picture.row, manifest));
        await this.scores.put(manifest.id, scores, this.clock.now());
        for (const { picture, error } of batch.unreadable)
          unreadable.push({ pictureId: picture.row.id, detail: error.message });
        onStep('score', (done += batch.scored.length + batch.unreadable.length), pictures.length);
      }
    });
    return unreadable;
  }

  /** Takes the pixel figures; null where no bad picture has a mask. */
  private async pixels(
    { id, station, regionOfInterest }: ModelManifest,
    { onStep, signal }: JudgingOptions,
  ): Promise<PixelJudging | null> {
    const rows = await this.pictures.withTruePixels(station);
    const masks = rows.filter(({ maskBlob }) => maskBlob !== null).length;
    if (masks === 0) return null;
    const maps = await this.scores.maps(id, rows.map((row) => row.id)); // prettier-ignore
    const pictures = rows.flatMap((row): PixelPicture[] => {
      const score = maps.get(row.id);
      return score === undefined
        ? []
        : [{ score, mask: this.maskOf(row), size: () => sizeOf(row) }];
    });
    const told = (done: number) => {
      signal.throwIfAborted();
      onStep('pixels', done, pictures.length);
    };
    const options = { longestSide: pixelSide, regionOfInterest };
    const { pixelAuroc, aupro, emptyMasks } = await pixelFigures(pictures, told, options);
    return { pixelAuroc, aupro, masks, emptyMasks };
  }

  private maskOf({ id, fileName, maskBlob }: StoredTestPicture): PixelPicture['mask'] {
    if (maskBlob === null) return undefined;
    return { name: `the mask of ${fileName ?? id}`, bytes: () => this.blobs.get(maskBlob) };
  }
}

const sizeOf = ({ width, height }: StoredTestPicture) => Promise.resolve({ width, height });

function scoreOf(
  { score, quality }: Scored<unknown>,
  row: StoredTestPicture,
  manifest: ModelManifest,
): NewTestScore {
  const { imageScore, map, rows, columns } = score;
  const cameraFault = pictureFault(quality, row, manifest);
  return { pictureId: row.id, imageScore, cameraFault, map, rows, columns };
}
