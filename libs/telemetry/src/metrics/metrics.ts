import type {
  CameraCause,
  Inspection,
  JobLane,
  JobState,
  LimitsByHand,
  ModelManifest,
  Verdict,
} from '#contracts';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { ConnectorMetrics } from './connector-metrics.js';
import { EscapeMetrics } from './escape-metrics.js';
import { StationMetrics } from './station-metrics.js';
import { type Declared, declareMetrics } from './metric-declarations.js';
import { StationLabels } from './station-label.js';

export interface QueueFigures {
  waiting: number;
  active: number;
  delayed: number;
  oldestMs: number;
}

/** The metrics of prom-client's own whose names promtool refuses: gauges that end in `_total`. */
const misnamed = ['handles', 'requests', 'resources'].map((kind) => `nodejs_active_${kind}_total`);

type JobEnd = Exclude<JobState, 'queued' | 'running'>;

const steps = [
  ['queue', 'queueMs'],
  ['fetch', 'fetchMs'],
  ['decode', 'decodeMs'],
  ['wait', 'waitMs'],
  ['embed', 'embedMs'],
  ['score', 'scoreMs'],
] as const;

type LongJobMetrics = ReturnType<typeof longJobMetrics>;

/** Returns the metrics of each lane that count its long jobs that have ended, and their times. */
function longJobMetrics(declared: Declared) {
  return {
    calibrate: { ended: declared.calibrations, took: declared.calibrationSeconds },
    rehearse: { ended: declared.rehearsals, took: declared.rehearsalSeconds },
    analyse: { ended: declared.analyses, took: declared.analysisSeconds },
  } satisfies Record<JobLane, object>;
}

/** Counts what happens, in the words of the product; the names and labels are in metric-declarations.ts. */
export class Metrics {
  readonly registry = new Registry();
  /** The declared metrics, for what has no method here. */
  readonly declared: Declared;
  /** The metrics of the stations' records around calibration. */
  readonly loop: StationMetrics;
  /** The metrics of what connects stations to their plant. */
  readonly connector: ConnectorMetrics;
  readonly escapes: EscapeMetrics;
  private readonly labels = new StationLabels();
  private readonly longJobs: LongJobMetrics;
  private readonly watchers: (() => Promise<void>)[] = [];
  private readonly models = new Map<
    string,
    { model: string; version: string; provisional: string }
  >();

  constructor() {
    this.declared = declareMetrics(this.registry);
    this.longJobs = longJobMetrics(this.declared);
    this.connector = new ConnectorMetrics(this.declared, this.labels);
    this.escapes = new EscapeMetrics(this.declared, this.labels);
    this.loop = new StationMetrics(this.declared, this.labels, (watch) =>
      this.watchers.push(watch),
    );
    collectDefaultMetrics({ register: this.registry });
    for (const name of misnamed) this.registry.removeSingleMetric(name);
  }

  frameAccepted(station: string, seconds: number): void {
    this.declared.framesAccepted.inc({ station: this.labels.of(station) });
    this.declared.stepSeconds.observe({ step: 'accept' }, seconds);
  }

  /** Counts who was not let in, by the reason. */
  authFailed(
    reason: 'missing' | 'wrong' | 'password' | 'ended' | 'forbidden' | 'not-looked-at',
  ): void {
    this.declared.authFailures.inc({ reason });
  }

  /** Counts a refused frame; `reason` is a code of the error catalogue. */
  frameRefused(reason: string): void {
    this.declared.framesRefused.inc({ reason });
  }

  /** Counts an inspection: to be called once per fresh one, not for a repeated job. */
  frameInspected(inspection: Inspection): void {
    const station = this.labels.of(inspection.stationId);
    this.declared.framesInspected.inc({ station, verdict: inspection.verdict });
    this.declared.imageScore.observe({ station }, inspection.imageScore);
    this.declared.displayScore.observe({ station }, inspection.displayScore);
    this.declared.frameSeconds.observe({ station }, inspection.times.totalMs / 1000);
    for (const [step, field] of steps)
      this.declared.stepSeconds.observe({ step }, inspection.times[field] / 1000);
  }

  /** Observes a step that the inspection itself cannot time, being over before it. */
  step(step: 'record' | 'announce', seconds: number): void {
    this.declared.stepSeconds.observe({ step }, seconds);
  }

  frameFailed(station: string, reason: string): void {
    this.declared.framesFailed.inc({ station: this.labels.of(station), reason });
  }

  /** Counts lost jobs; those of the queue of frames have a metric of their own besides. */
  jobsPutBack(queue: string, jobs: number): void {
    this.declared.jobsPutBack.inc({ queue }, jobs);
    if (queue === 'inspect') this.declared.framesPutBack.inc(jobs);
  }

  batch(frames: number): void {
    this.declared.batchFrames.observe(frames);
  }

  alertRaised(station: string, verdict: Verdict): void {
    this.declared.alerts.inc({ station: this.labels.of(station), verdict });
  }

  cameraFault(station: string, cause: CameraCause): void {
    this.declared.cameraFaults.inc({ station: this.labels.of(station), cause });
  }

  delivery(outcome: 'delivered' | 'retried' | 'failed'): void {
    this.declared.deliveries.inc({ outcome });
  }

  embedding(outcome: 'kept' | 'dropped' | 'failed'): void {
    this.declared.embeddings.inc({ outcome });
  }

  normalAdded(station: string): void {
    this.declared.normals.inc({ station: this.labels.of(station) });
  }

  /** Counts the reasons of one normal; a reason that it has twice counts once. */
  normalSetAside(station: string, reasons: readonly string[]): void {
    for (const reason of new Set(reasons))
      this.declared.normalsSetAside.inc({ station: this.labels.of(station), reason });
  }

  /** Reads at every scrape how many normals wait for a person, by station; while it cannot be read there are none. */
  watchQuarantine(read: () => Promise<ReadonlyMap<string, number>>): void {
    this.watchers.push(async () => {
      const waiting = await read().catch(() => new Map<string, number>());
      this.declared.normalsQuarantined.reset();
      for (const [station, normals] of waiting)
        this.declared.normalsQuarantined.inc({ station: this.labels.of(station) }, normals);
    });
  }

  /** Counts the end of a long job; `seconds` is null of one that is not done. */
  longJobEnded(lane: JobLane, outcome: JobEnd, seconds: number | null): void {
    const { ended, took } = this.longJobs[lane];
    ended.inc({ outcome });
    if (seconds !== null) took.observe(seconds);
  }

  /** Shows the station's active model and its limits in place of the one before; null takes both away. */
  activeModel(
    stationId: string,
    manifest: ModelManifest | null,
    byHand: LimitsByHand | null = null,
  ): void {
    const station = this.labels.of(stationId);
    const before = this.models.get(station);
    if (before !== undefined) this.declared.activeModel.remove({ station, ...before });
    this.models.delete(station);
    if (manifest === null) return this.removeLimits(station);
    const now = {
      model: manifest.id,
      version: String(manifest.version),
      provisional: String(manifest.certificate.provisional),
    };
    this.models.set(station, now);
    this.declared.activeModel.set({ station, ...now }, 1);
    const { warn, reject } = byHand ?? manifest.limits;
    this.declared.limit.set({ station, limit: 'warn' }, warn);
    this.declared.limit.set({ station, limit: 'reject' }, reject);
    this.declared.limitsByHand.set({ station }, byHand === null ? 0 : 1);
  }

  backend(backend: string): void {
    this.declared.backend.reset();
    this.declared.backend.set({ backend }, 1);
  }

  /** Sets the engine that runs the CNNs which more than one could run: `onnx`, `native` or `wasm`. */
  engine(engine: string): void {
    this.declared.engine.reset();
    this.declared.engine.set({ engine }, 1);
  }

  backboneOpened(of: { backbone: string; engine: string; precision: string }): void {
    this.declared.backbone.set(of, 1);
  }

  backboneClosed(of: { backbone: string; engine: string; precision: string }): void {
    this.declared.backbone.remove(of);
  }

  /** Reads a queue's figures at every scrape; while they cannot be read there are none. */
  watchQueue(queue: string, read: () => Promise<QueueFigures>): void {
    this.watchers.push(async () => {
      const figures = await read().catch(() => null);
      this.declared.queueUp.set({ queue }, figures === null ? 0 : 1);
      if (figures === null) this.hideQueue(queue);
      else this.showQueue(queue, figures);
    });
  }

  /** Writes the text that Prometheus reads. */
  async render(): Promise<string> {
    await Promise.all(this.watchers.map((watch) => watch()));
    return this.registry.metrics();
  }

  private showQueue(queue: string, figures: QueueFigures): void {
    for (const state of ['waiting', 'active', 'delayed'] as const)
      this.declared.queueJobs.set({ queue, state }, figures[state]);
    this.declared.queueOldest.set({ queue }, figures.oldestMs / 1000);
  }

  private hideQueue(queue: string): void {
    for (const state of ['waiting', 'active', 'delayed'])
      this.declared.queueJobs.remove({ queue, state });
    this.declared.queueOldest.remove({ queue });
  }

  private removeLimits(station: string): void {
    for (const limit of ['warn', 'reject']) this.declared.limit.remove({ station, limit });
    this.declared.limitsByHand.remove({ station });
  }
}
