import { Injectable, Logger } from '@nestjs/common';
import { type Calibration, type ModelManifest, TouchstoneError } from '#contracts';
import { cameraLimitsFrom } from '#calibration';
import type { Backbone } from '#embedding';
import { learn, type LearnedModel, type LearnOptions } from '#learning';
import { patchMask, type View } from '#inspection';
import { LiveEvents } from '#queue';
import { Calibrations, Models, type StationRecord, Stations } from '#storage';
import { CalibratorBackbones } from './calibrator-backbones.js';
import { Cancelled, untilCancelled } from './cancel-watch.js';
import { NormalEmbeddingCache } from './normal-embedding-cache.js';
import { ModelStore } from './model-store.js';
import { PreviousModels } from './previous-models.js';
import { ProgressReport } from './progress-report.js';
import { Screening } from './screening.js';
import { bitsOfStation, viewOfStation } from './station-view.js';

/** Learns a model from the normals that a station had when its calibration was asked for. */
@Injectable()
export class ModelMaker {
  private readonly log = new Logger('calibrate');

  constructor(
    private readonly stations: Stations,
    private readonly calibrations: Calibrations,
    private readonly models: Models,
    private readonly backbones: CalibratorBackbones,
    private readonly store: ModelStore,
    private readonly known: NormalEmbeddingCache,
    private readonly previous: PreviousModels,
    private readonly screening: Screening,
    private readonly events: LiveEvents,
  ) {}

  /**
   * The stored manifest. The same normals and settings give the same model, byte for byte.
   * @throws Cancelled when a person cancelled it before anything was stored.
   */
  async make(calibration: Calibration): Promise<ModelManifest> {
    const station = await this.station(calibration.stationId);
    return this.backbones.use(station.settings.backbone, async (backbone) => {
      const { learned, view } = await this.watched(calibration, (watch) =>
        this.learn(calibration, station, backbone, watch),
      );
      if (!(await this.calibrations.beginStoring(calibration.id))) throw new Cancelled();
      // Before the model is in: a calibration that is run again screens the same normals once more.
      await this.screening.setAside(station.id, learned.setAside);
      const manifest = await this.store.put(calibration, station.settings, backbone, view, learned);
      await this.previous.deleteFoldBanks(station.id, manifest.id);
      return manifest;
    });
  }

  /** Changes nothing but what is kept of the normals' embeddings, which any calibration may use. */
  private async learn(
    calibration: Calibration,
    station: StationRecord,
    backbone: Backbone,
    watch: Required<Pick<LearnOptions, 'onProgress' | 'signal'>>,
  ): Promise<{ learned: LearnedModel; view: View }> {
    const { bank, score } = station.settings;
    const targets = (await this.calibrations.targetsOf(calibration.id)) ?? station.settings.targets;
    const previous = calibration.incremental ? await this.previous.active(station.id) : null;
    const normals = await this.store.normalsOf(calibration);
    const active = await this.models.active(station.id);
    const sampleBits = await bitsOfStation(station.settings, normals);
    const looks = { size: backbone.size, significantBits: sampleBits?.bits ?? null };
    const view = await viewOfStation(station.settings, looks, active, normals);
    const mask = await patchMask(view, backbone.grid);
    const learned = await learn({
      ...watch,
      normals,
      backbone,
      targets,
      view,
      mask,
      cameraLimits: (qualities) => cameraLimitsFrom(qualities, station.settings.camera),
      bankSettings: bank,
      scoreSettings: score,
      seed: bank.seed,
      ...this.known.of(station.id),
      screen: this.screening.of(station, backbone),
      sampleBits,
      made: { by: calibration.by, at: calibration.requestedAt, why: calibration.why },
      ...(previous ? { previous } : {}),
    });
    if (learned.rebuiltBecause !== null)
      this.log.warn(`${station.id} is built anew, not added to: ${learned.rebuiltBecause}`);
    return { learned, view };
  }

  private async station(id: string): Promise<StationRecord> {
    const station = await this.stations.record(id);
    if (station !== null) return station;
    throw new TouchstoneError(
      'station-not-found',
      `The station ${id} was deleted before its calibration began.`,
    );
  }

  /** Reports the work's progress, and aborts its signal once a person has cancelled the calibration. */
  private async watched<T>(
    { id }: Calibration,
    work: (watch: Required<Pick<LearnOptions, 'onProgress' | 'signal'>>) => Promise<T>,
  ): Promise<T> {
    const trouble = (error: unknown) =>
      this.log.warn(`calibration ${id}, beside its work: ${String(error)}`);
    const report = new ProgressReport(async (progress) => {
      const calibration = await this.calibrations.progress(id, progress);
      await this.events.publish({ type: 'calibration', calibration });
    }, trouble);
    const onProgress = report.report.bind(report);
    try {
      return await untilCancelled(
        this.calibrations,
        id,
        (signal) => work({ onProgress, signal }),
        trouble,
      );
    } finally {
      await report.settled();
    }
  }
}
