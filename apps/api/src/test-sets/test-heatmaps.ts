import { Inject, Injectable } from '@nestjs/common';
import { type ModelManifest, TouchstoneError } from '#contracts';
import { renderHeatmap } from '#images';
import { Blobs, type StoredTestPicture, type TestMap, TestPictures, TestScores } from '#storage';
import type { Settings } from '../settings.js';
import { apiSettings } from '../tokens.js';
import { ReadTestSet } from './read-test-set.js';

/** A heatmap that is drawn when it is wanted; `name` is the same exactly when the drawing is. */
export interface TestHeatmap {
  readonly name: string;
  /** Draws a PNG, its longer side at most `side` pixels. */
  readonly draw: (side: number) => Promise<Buffer>;
}

/** Draws test pictures under the anomaly maps of the models that judged them. */
@Injectable()
export class TestHeatmaps {
  constructor(
    private readonly pictures: TestPictures,
    private readonly scores: TestScores,
    private readonly reading: ReadTestSet,
    private readonly blobs: Blobs,
    @Inject(apiSettings) private readonly settings: Settings,
  ) {}

  /** Throws `test-picture-not-found`, `model-not-found`, `no-active-model`; `inspection-not-found` where it was not judged. */
  async of(station: string, id: string, modelId: string | undefined): Promise<TestHeatmap> {
    const picture = await this.pictures.get(station, id);
    const model = await this.reading.model(station, modelId);
    const map = (await this.scores.maps(model.id, [id])).get(id);
    if (map === undefined)
      throw new TouchstoneError(
        'inspection-not-found',
        `version ${model.version} has not judged the test picture ${id}; judge the test set first`,
      );
    const { warn, reject } = model.limits;
    const name = `${id}-${model.id}-${warn}-${reject}-heatmap`;
    return { name, draw: (side) => this.draw(picture, map, model, side) };
  }

  private async draw(
    { blob }: StoredTestPicture,
    { map, rows, columns }: TestMap,
    { limits, regionOfInterest, significantBits }: ModelManifest,
    side: number,
  ): Promise<Buffer> {
    return renderHeatmap(await this.blobs.get(blob), {
      map,
      rows,
      columns,
      limits,
      regionOfInterest,
      significantBits,
      maxSide: side,
      maxPixels: this.settings.maxPixels,
    });
  }
}
