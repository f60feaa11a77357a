import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Calibration, type ModelManifest, TouchstoneError } from '#contracts';
import { learn, type Learned, plainView } from '#inspection';
import { LiveEvents } from '#queue';
import { Calibrations, type StationRecord, Stations } from '#storage';
import { CalibratorBackbones } from './calibrator-backbones.js';
import { ModelStore } from './model-store.js';
import { ProgressReport } from './progress-report.js';

/** Learns a model from the normals that a station had when its calibration was asked for. */
@Injectable()
export class ModelMaker {
  private readonly log = new Logger('calibrate');

  constructor(
    @Inject(Stations) private readonly stations: Stations,
    @Inject(Calibrations) private readonly calibrations: Calibrations,
    @Inject(CalibratorBackbones) private readonly backbones: CalibratorBackbones,
    @Inject(ModelStore) private readonly store: ModelStore,
    @Inject(LiveEvents) private readonly events: LiveEvents,
  ) {}

  /** The stored manifest. The same normals and settings give the same model, byte for byte. */
  async make(calibration: Calibration): Promise<ModelManifest> {
    const station = await this.station(calibration.stationId);
    const targets = (await this.calibrations.targetsOf(calibration.id)) ?? station.settings.targets;
    return this.backbones.use(station.settings.backbone, async (backbone) => {
      const { bank, score, regionOfInterest } = station.settings;
      const normals = await this.store.normalsOf(calibration);
      const learned = await this.reporting(calibration, (onProgress) =>
        learn({
          normals,
          backbone,
          bankSettings: bank,
          scoreSettings: score,
          targets,
          view: plainView(backbone.size, regionOfInterest),
          seed: bank.seed,
          onProgress,
        }),
      );
      return this.store.put(calibration, station.settings, backbone, learned);
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

  private async reporting(
    { id }: Calibration,
    work: (onProgress: ProgressReport['report']) => Promise<Learned>,
  ): Promise<Learned> {
    const report = new ProgressReport(
      async (progress) => {
        const calibration = await this.calibrations.progress(id, progress);
        await this.events.publish({ type: 'calibration', calibration });
      },
      (error) => this.log.warn(`progress of ${id} was not written: ${String(error)}`),
    );
    try {
      return await work((progress) => report.report(progress));
    } finally {
      await report.settled();
    }
  }
}
