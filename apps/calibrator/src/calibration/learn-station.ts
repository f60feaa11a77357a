import { Injectable, Logger } from '@nestjs/common';
import type { CalibrationSettings } from '#contracts';
import { cameraLimitsFrom } from '#calibration';
import { type Backbone, shrinkingTo } from '#embedding';
import { learn, type LearnedModel, type SecondToLearn } from '#learning';
import { patchMask, type View } from '#inspection';
import { Models, type StationRecord } from '#storage';
import type { OpenInputs } from '../calibrator-backbones.js';
import type { JobOf, RunOptions } from '../jobs/runner.js';
import { ModelStore } from './model-store.js';
import { NormalEmbeddingCache } from './normal-embedding-cache.js';
import { PreviousModels } from './previous-models.js';
import { Screening } from './screening.js';
import { bitsOfStation, viewOfStation } from './station-view.js';

/** The choices of one learning that are not the station's settings. */
export interface LearningOptions extends Pick<RunOptions, 'onStep' | 'signal'> {
  /** Keeps the normals' embeddings in place of those before, for the calibrations to come. */
  readonly forLater: boolean;
}

/** A learned model with the view, mask and second input that it was learned with. */
export interface LearnedStation {
  readonly learned: LearnedModel;
  readonly view: View;
  readonly mask: Uint8Array | null;
  readonly second: SecondToLearn | null;
}

/** Collects what a station's calibration learns from, and learns. */
@Injectable()
export class LearnStation {
  private readonly log = new Logger('calibrate');

  constructor(
    private readonly models: Models,
    private readonly store: ModelStore,
    private readonly known: NormalEmbeddingCache,
    private readonly previous: PreviousModels,
    private readonly screening: Screening,
  ) {}

  /** Changes nothing but what is kept of the normals' embeddings, which any calibration may use. */
  async learn(
    calibration: JobOf<CalibrationSettings>,
    station: StationRecord,
    { backbone, second }: OpenInputs,
    { onStep, signal, forLater }: LearningOptions,
  ): Promise<LearnedStation> {
    const { bank, score } = station.settings;
    const targets = calibration.settings.targets ?? station.settings.targets;
    const isIncremental = calibration.settings.incremental;
    const previous = isIncremental ? await this.previous.active(station.id) : null;
    const normals = await this.store.normalsOf(calibration);
    const active = await this.models.active(station.id);
    const sampleBits = await bitsOfStation(station.settings, normals);
    const looks = { size: backbone.size, significantBits: sampleBits?.bits ?? null };
    const view = await viewOfStation(station.settings, looks, active, normals);
    const mask = await patchMask(view, backbone.grid);
    const small = await secondOf(second, view);
    const { known, onEmbedded } = this.known.of(station.id);
    const learned = await learn({
      onProgress: ({ step, done, of }) => onStep(step, done, of),
      signal,
      normals,
      backbone,
      targets,
      view,
      mask,
      second: small,
      cameraLimits: (qualities) => cameraLimitsFrom(qualities, station.settings.camera),
      bankSettings: bank,
      scoreSettings: score,
      seed: bank.seed,
      known,
      ...(forLater ? { onEmbedded } : {}),
      screen: this.screening.of(station, backbone),
      sampleBits,
      made: { by: calibration.by, at: calibration.requestedAt, why: calibration.why },
      ...(previous ? { previous } : {}),
    });
    if (learned.rebuiltBecause !== null)
      this.log.warn(`${station.id} is built anew, not added to: ${learned.rebuiltBecause}`);
    return { learned, view, mask, second: small };
  }
}

/** Returns the second input as learning takes it: its backbone is given the pixels of the first. */
async function secondOf(small: Backbone | null, view: View): Promise<SecondToLearn | null> {
  if (small === null) return null;
  const backbone = shrinkingTo(small, view.size);
  return { backbone, mask: await patchMask(view, backbone.grid) };
}
