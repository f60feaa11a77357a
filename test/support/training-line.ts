import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, vi } from 'vitest';
import { type Analysis, type StationSettings, targets } from '#contracts';
import { stationTrain, type StationTrainOptions } from '../../apps/cli/src/train/station-train.js';
import { startApi, type TestApi } from './api.js';
import { type AppProcess, startAppProcess } from './app-process.js';
import { endLocksOfTheDead } from './dead-locks.js';
import { bodyOf, json } from './http.js';
import { type Line, startLine } from './line.js';
import { smallerBackbone, writeSmallerBackbone } from './smaller-backbone.js';
import { startWorker, type StartedApp } from './started-apps.js';
import { until } from './until.js';

export interface TrainingLineOptions {
  readonly settings?: Partial<StationSettings>;
  readonly normals: readonly Buffer[];
  /** The backbone of its stations; by default the one that sees pictures of half the side. */
  readonly backbone?: string;
  /** Puts backbones into the folder of the data. */
  readonly prepare?: (backbones: string) => Promise<void>;
}

const usual = {
  camera: { check: false, alertAfter: 3, margin: 1 },
  screen: { enabled: false, mostGood: 0.05 },
  // A good part that is put to review becomes a normal when it is answered, sooner or later than the training begins.
  targets: targets.parse({ whileProvisional: 0.01 }),
} as const;

/** All that a training by the service needs: an API, a worker, a calibrator process, and `line-1` with a model. */
export class TrainingLine {
  private constructor(
    readonly line: Line,
    readonly api: TestApi,
    private readonly worker: StartedApp,
    private calibrator: AppProcess,
    private readonly backbone: string,
  ) {}

  static async start(options: TrainingLineOptions): Promise<TrainingLine> {
    const { settings, normals, prepare, backbone = smallerBackbone } = options;
    const line = await startLine();
    const backbones = join(line.dataFolder, 'backbones');
    if (backbone === smallerBackbone) await writeSmallerBackbone(backbones);
    await prepare?.(backbones);
    const blobs = pathToFileURL(join(line.dataFolder, 'blobs')).href;
    const api = await startApi({ redisUrl: line.redis.url, databaseUrl: line.postgres.url }, { blobs }); // prettier-ignore
    const calibrator = await startAppProcess('calibrator', line.environment);
    const started = new TrainingLine(
      line,
      api,
      await startWorker(line.environment),
      calibrator,
      backbone,
    );
    await started.addStation('line-1', normals, settings);
    return started;
  }

  /** Adds a station with a model of these normals. */
  async addStation(
    id: string,
    normals: readonly Buffer[],
    settings: TrainingLineOptions['settings'] = {},
  ): Promise<void> {
    await this.line.putStation(id, { ...usual, backbone: this.backbone, ...settings });
    for (const bytes of normals) await this.line.addNormal(bytes, id);
    await this.calibrated(await this.line.requestCalibration(id));
  }

  async stop(): Promise<void> {
    await Promise.all([this.worker.stop(), this.calibrator.end('SIGKILL')]);
    await this.api.stop();
    await this.line.stop();
  }

  /** The folder in which versions come to lie. */
  get backbones(): string {
    return join(this.line.dataFolder, 'backbones');
  }

  ask(path: string, init?: RequestInit): Promise<Response> {
    return fetch(`${this.api.url}${path}`, init);
  }

  async calibrated(id: string): Promise<void> {
    const { line } = this;
    await until(async () => (await line.calibration(id)).endedAt !== null, 120_000);
    expect(await line.calibration(id)).toMatchObject({ state: 'done' });
  }

  /** Has the service train; the job's id. */
  async train(settings: object, station = 'line-1'): Promise<string> {
    const asked = json('POST', { kind: 'train', settings, by: 'Ada' });
    const answer = await this.ask(`/v1/stations/${station}/analyses`, asked);
    expect(answer.status).toBe(202);
    return (await bodyOf<Analysis>(answer)).id;
  }

  /** Trains by the command; returns what it printed, parsed where that is JSON. */
  async trainByCommand(
    options: Pick<StationTrainOptions, 'objective' | 'name'> & Partial<StationTrainOptions>,
  ): Promise<unknown> {
    const written: string[] = [];
    const filled = { head: 'linear', epochs: 40, views: 6, seed: 1, by: 'Ada', json: true } as const; // prettier-ignore
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0); // prettier-ignore
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      await stationTrain('line-1', { ...filled, url: this.api.url, ...options });
    } finally {
      vi.restoreAllMocks();
    }
    return options.json === false ? written.join('') : JSON.parse(written.join(''));
  }

  async read(id: string): Promise<Analysis> {
    return bodyOf<Analysis>(await this.ask(`/v1/analyses/${id}`));
  }

  async cancel(id: string): Promise<void> {
    await this.ask(`/v1/analyses/${id}/cancel`, json('POST', { by: 'Ada' }));
  }

  ended(id: string): Promise<Analysis> {
    return until(async () => {
      const job = await this.read(id);
      return job.endedAt === null ? null : job;
    }, 240_000);
  }

  /** Runs until this step is told. */
  atStep(id: string, step: string): Promise<NonNullable<Analysis['progress']>> {
    return until(async () => {
      const { progress, endedAt } = await this.read(id);
      expect(endedAt).toBeNull();
      return progress?.step === step ? progress : null;
    }, 240_000);
  }

  /** Runs until so many epochs are told. */
  afterEpochs(id: string, epochs: number) {
    return until(async () => {
      const { progress, endedAt } = await this.read(id);
      expect(endedAt).toBeNull();
      const curve = progress?.training?.curve ?? [];
      return curve.length >= epochs ? curve : null;
    }, 240_000);
  }

  /** Kills it in the middle of a training, and ends the lock that it had on that. */
  async killCalibrator(): Promise<void> {
    await this.calibrator.end('SIGKILL');
    await endLocksOfTheDead(this.line.redis.url, 'analyse');
  }

  async startCalibrator(): Promise<void> {
    this.calibrator = await startAppProcess('calibrator', this.line.environment);
  }

  /** Pushes a frame, and says what a person answers once it is inspected. */
  async review(bytes: Buffer, answer: object, station = 'line-1'): Promise<void> {
    const frameId = await this.line.push(bytes, station);
    await until(async () => (await this.line.inspections.find(frameId)) !== null, 60_000);
    const said = await this.ask(`/v1/frames/${frameId}/review`, json('POST', { by: 'Ada', ...answer })); // prettier-ignore
    expect(said.status).toBe(201);
  }
}
