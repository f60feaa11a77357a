import { Injectable } from '@nestjs/common';
import {
  type CalibrationSettings,
  type InputSettings,
  type ModelManifest,
  TouchstoneError,
} from '#contracts';
import { type StationRecord, Stations } from '#storage';
import { CalibratorBackbones, type WantedInputs } from '../calibrator-backbones.js';
import type { JobOf, RunOptions } from '../jobs/runner.js';
import { withRecipe } from '../recipes/whole-recipe.js';
import { LearnStation } from './learn-station.js';
import { ModelStore } from './model-store.js';
import { PreviousModels } from './previous-models.js';
import { Screening } from './screening.js';

/** Learns a model from the normals that a station had when its calibration was asked for, and stores it. */
@Injectable()
export class ModelMaker {
  constructor(
    private readonly stations: Stations,
    private readonly backbones: CalibratorBackbones,
    private readonly learning: LearnStation,
    private readonly screening: Screening,
    private readonly store: ModelStore,
    private readonly previous: PreviousModels,
  ) {}

  /**
   * Makes the model and returns the stored manifest. The same normals and settings give the same model, byte for byte.
   * @throws the reason of `signal` when a person cancelled it before anything was stored.
   */
  async make(calibration: JobOf<CalibrationSettings>, options: RunOptions): Promise<ModelManifest> {
    const found = await this.station(calibration.stationId);
    const settings = withRecipe(found.settings, calibration.settings.recipe);
    const station = { ...found, settings };
    const { backbone: name, input } = station.settings;
    return this.backbones.useInputs(name, sizesOf(input), async (inputs) => {
      const { learned, view } = await this.learning.learn(calibration, station, inputs, {
        ...options,
        forLater: true,
      });
      await options.beginStoring();
      // Before the model is in: a calibration that is run again screens the same normals once more.
      await this.screening.setAside(station.id, learned.setAside);
      const manifest = await this.store.put(calibration, station.settings, inputs, {
        view,
        learned,
      });
      await this.previous.deleteFoldBanks(station.id, manifest.id);
      return manifest;
    });
  }

  private async station(id: string): Promise<StationRecord> {
    const station = await this.stations.record(id);
    if (station !== null) return station;
    throw new TouchstoneError(
      'station-not-found',
      `The station ${id} was deleted before its calibration began.`,
    );
  }
}

/** Returns the sizes at which a backbone is opened for a station. */
export function sizesOf({ size, second }: InputSettings): WantedInputs {
  const square = (side: number | null) => (side === null ? null : { width: side, height: side });
  return { size: square(size), second: square(second) };
}
