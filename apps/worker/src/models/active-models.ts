import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type ModelManifest, TouchstoneError } from '#contracts';
import type { StationModel } from '#inspection';
import { CurrentStations, Models, type StationRecord } from '#storage';
import { Metrics } from '#telemetry';
import { ModelNews } from './model-news.js';
import { ModelOpener } from './model-opener.js';
import type { Settings } from '../settings.js';
import { SharedCache } from './shared-cache.js';
import { workerSettings } from '../tokens.js';

/** The settings of a frame's station and the model that is active just now, by which it is inspected. */
export interface InUse {
  station: StationRecord;
  model: StationModel;
}

/** The milliseconds that a model that was refused stays refused before it is tried again. */
const refusedForMs = 10_000;

interface Refusal {
  error: TouchstoneError;
  station: string;
  until: number;
}

/**
 * The active model of each station: opened when its first frame comes, kept while it is used, switched
 * within a second of an activation. Frames that are in work keep the model that they began with.
 */
@Injectable()
export class ActiveModels implements OnApplicationShutdown {
  private readonly log = new Logger('models');
  private readonly open: SharedCache<StationModel>;
  private readonly refusals = new Map<string, Refusal>();
  private readonly shown = new Map<string, string>();

  constructor(
    private readonly stations: CurrentStations,
    @Inject(Models) private readonly models: Pick<Models, 'find'>,
    private readonly opener: ModelOpener,
    private readonly news: ModelNews,
    private readonly metrics: Metrics,
    @Inject(workerSettings) settings: Settings,
  ) {
    const dispose = (model: StationModel) => this.opener.close(model);
    const sizeOf = ({ bank, second }: StationModel) => bank.bytes + (second?.bank.bytes ?? 0);
    this.open = new SharedCache({ room: settings.modelMemory, sizeOf, dispose });
  }

  /**
   * Lends the station's active model for as long as the work takes. Throws `station-not-found`,
   * `no-active-model`, or why the model cannot be used (`model-invalid`, `bank-invalid`, ...).
   */
  async use<T>(stationId: string, work: (use: InUse) => Promise<T>): Promise<T> {
    const station = await this.station(stationId);
    const id = station.activeModel;
    if (id === null) throw noActiveModel(stationId);
    this.refuseAgain(id);
    return this.open.use(
      id,
      () => this.openModel(id, stationId),
      (model) => {
        this.show(model.manifest, station);
        return work({ station, model });
      },
    );
  }

  /** Opens and proves the station's model now, as after an activation: what is wrong is said before a frame comes. */
  async prove(stationId: string): Promise<void> {
    this.stations.forget(stationId);
    const { activeModel } = await this.station(stationId);
    if (activeModel !== null) this.refusals.delete(activeModel);
    await this.use(stationId, () => Promise.resolve());
  }

  /** Reads the station again when its next frame comes: its limits may be others. */
  forget(stationId: string): void {
    this.stations.forget(stationId);
  }

  /** Lists the stations whose model was refused and was not opened since. */
  stationsRefused(): string[] {
    return [...new Set([...this.refusals.values()].map(({ station }) => station))];
  }

  /** Lists the models that were refused lately, with the reason, for /health. */
  refused(): { station: string; model: string; reason: string }[] {
    const now = performance.now();
    return [...this.refusals]
      .filter(([, refusal]) => refusal.until > now)
      .map(([model, { station, error }]) => ({ station, model, reason: error.message }));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.open.clear();
  }

  private async station(id: string): Promise<StationRecord> {
    const record = await this.stations.get(id);
    if (record !== null) return record;
    throw new TouchstoneError(
      'station-not-found',
      `The station ${id} was deleted while the frame waited.`,
    );
  }

  private async openModel(id: string, stationId: string): Promise<StationModel> {
    try {
      const model = await this.opener.open(await this.manifest(id, stationId));
      this.forgetRefusals(stationId);
      this.news.opened(model);
      return model;
    } catch (error) {
      if (error instanceof TouchstoneError && !error.retry) this.refuse(id, stationId, error);
      throw error;
    }
  }

  private async manifest(id: string, stationId: string): Promise<ModelManifest> {
    const manifest = await this.models.find(id);
    if (manifest !== null) return manifest;
    throw new TouchstoneError('model-not-found', `The station ${stationId} has no model ${id}.`);
  }

  private refuse(id: string, station: string, error: TouchstoneError): void {
    this.refusals.set(id, { error, station, until: performance.now() + refusedForMs });
    this.log.error(`model ${id} of station ${station} is refused: ${error.message}`);
    this.news.refused({ station, model: id, error });
  }

  private forgetRefusals(station: string): void {
    for (const [model, refusal] of this.refusals)
      if (refusal.station === station) this.refusals.delete(model);
  }

  /** A model that was refused a moment ago is refused again without opening it for every frame. */
  private refuseAgain(id: string): void {
    const refusal = this.refusals.get(id);
    if (refusal === undefined) return;
    if (refusal.until > performance.now()) throw refusal.error;
    this.refusals.delete(id);
  }

  private show(manifest: ModelManifest, { limitsByHand }: StationRecord): void {
    const limits = limitsByHand?.version ?? 0;
    const shown = `${manifest.id} ${limits}`;
    if (this.shown.get(manifest.station) === shown) return;
    this.shown.set(manifest.station, shown);
    this.metrics.activeModel(manifest.station, manifest, limitsByHand);
    const set = limitsByHand === null ? '' : `, its limits set by ${limitsByHand.by}`;
    this.log.log(`station ${manifest.station} is inspected with version ${manifest.version}${set}`);
  }
}

function noActiveModel(station: string): TouchstoneError {
  return new TouchstoneError(
    'no-active-model',
    `The station ${station} has no active model: calibrate it, then put the frame back in.`,
  );
}
