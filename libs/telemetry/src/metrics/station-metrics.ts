import { Counter, Gauge, type Registry } from 'prom-client';
import type { DriftStatus, LimitPromise, ReviewAnswer } from '#contracts';
import type { StationLabels } from './station-label.js';

/** The figures of a station's records around calibration, read at every scrape. */
export interface StationMetricFigures {
  station: string;
  /** The number of defects that are remembered and not undone. */
  remembered: number;
  keptEmbeddings: number;
  keptEmbeddingsBytes: number;
  /** Tells whether the gate is open; null where the station needs no challenge. */
  gateOpen: boolean | null;
  /** The number of workers that refuse the station's active model. */
  refusals: number;
  /** The age of the normal that waits longest for a person, in seconds; null when none waits. */
  oldestQuarantinedSeconds: number | null;
}

/** Declares the metrics of the loop around calibration; several processes may show the same station: max, never sum. */
export function declareLoopMetrics(registry: Registry) {
  const registers = [registry];
  const gauge = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Gauge({ name, help, labelNames, registers });
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  return {
    promisedRate: gauge(
      'touchstone_promised_alarm_rate',
      "False-alarm rate that the active model's certificate promises: expected, and the upper end of its 95 % interval",
      ['station', 'bound'],
    ),
    provisional: gauge(
      'touchstone_model_provisional',
      'Whether the active model learned from too few parts to keep its target: 1 or 0',
      ['station'],
    ),
    observedRate: gauge(
      'touchstone_observed_alarm_rate',
      'Share of defect verdicts among the newest parts of the active model (10,000 at most)',
      ['station'],
    ),
    observedParts: gauge(
      'touchstone_observed_parts',
      'Parts that the observed alarm rate is taken from',
      ['station'],
    ),
    driftRatio: gauge(
      'touchstone_drift_statistic_ratio',
      'Statistic of a drift test over its threshold: an alarm is raised at 1',
      ['station', 'signal'],
    ),
    drifting: gauge('touchstone_drifting', 'Whether a signal drifts: 1 or 0', [
      'station',
      'signal',
    ]),
    driftWatched: gauge(
      'touchstone_drift_watched_timestamp_seconds',
      'When all of the settled inspections of a station had been watched for drift the last time',
      ['station'],
    ),
    reviews: counter('touchstone_reviews_total', "People's answers to frames, by answer", [
      'station',
      'answer',
    ]),
    lookAlikes: counter(
      'touchstone_look_alikes_total',
      'Frames whose score was raised because they look like a remembered defect',
      ['station'],
    ),
    openIncidents: gauge(
      'touchstone_incidents_open',
      'Runs of alerts of one look that had an alert in the last half hour, at the newest alert',
      ['station'],
    ),
    duplicateFrames: counter(
      'touchstone_duplicate_frames_total',
      'Frames that show what another frame showed within ten minutes before',
      ['station'],
    ),
    remembered: gauge('touchstone_remembered_defects', 'Entries of the defect memory that count', [
      'station',
    ]),
    keptEmbeddings: gauge(
      'touchstone_kept_embeddings',
      'Inspections whose embeddings are kept for rehearsals',
      ['station'],
    ),
    keptEmbeddingsBytes: gauge('touchstone_kept_embeddings_bytes', 'What they take on the disk', [
      'station',
    ]),
    gateOpen: gauge(
      'touchstone_gate_open',
      'Whether a station that needs a challenge takes production frames: 1 or 0',
      ['station'],
    ),
    modelRefusals: gauge(
      'touchstone_model_refusals',
      "Workers that refuse the station's active model because it scores otherwise than its references",
      ['station'],
    ),
    oldestQuarantined: gauge(
      'touchstone_oldest_quarantined_normal_seconds',
      'Age of the normal that waits longest for a person',
      ['station'],
    ),
  };
}
export type DeclaredLoop = ReturnType<typeof declareLoopMetrics>;

/** The promise of a model's reject limit, as its certificate has it. */
export type Promised = Pick<LimitPromise, 'expectedRate' | 'interval95'>;

/** Counts what happens in the loop around calibration. */
export class StationMetrics {
  constructor(
    private readonly declared: DeclaredLoop,
    private readonly labels: StationLabels,
    private readonly atScrape: (watch: () => Promise<void>) => void,
  ) {}

  /** Shows what the active model promises; null takes it away. */
  promise(stationId: string, promised: (Promised & { provisional: boolean }) | null): void {
    const station = this.labels.of(stationId);
    const { promisedRate, provisional } = this.declared;
    if (promised === null) {
      for (const bound of ['expected', 'upper']) promisedRate.remove({ station, bound });
      return provisional.remove({ station });
    }
    promisedRate.set({ station, bound: 'expected' }, promised.expectedRate);
    promisedRate.set({ station, bound: 'upper' }, promised.interval95[1]);
    provisional.set({ station }, Number(promised.provisional));
  }

  /** Shows the observed rate of alarms; null where no part was seen yet. */
  observed(stationId: string, rate: number | null, parts: number): void {
    const station = this.labels.of(stationId);
    if (rate === null) this.declared.observedRate.remove({ station });
    else this.declared.observedRate.set({ station }, rate);
    this.declared.observedParts.set({ station }, parts);
  }

  /** Shows the station's tests as they stand, in place of those before. */
  drift(stationId: string, signals: readonly DriftStatus[], at: Date): void {
    const station = this.labels.of(stationId);
    this.declared.driftWatched.set({ station }, at.getTime() / 1000);
    for (const { signal, statistic, threshold, drifting } of signals) {
      this.declared.driftRatio.set({ station, signal }, statistic / threshold);
      this.declared.drifting.set({ station, signal }, Number(drifting));
    }
  }

  /** Forgets the tests after a station, or its watch, is gone. */
  forgetDrift(stationId: string, signals: readonly string[]): void {
    const station = this.labels.of(stationId);
    for (const signal of signals) {
      this.declared.driftRatio.remove({ station, signal });
      this.declared.drifting.remove({ station, signal });
    }
    this.declared.driftWatched.remove({ station });
    this.declared.observedRate.remove({ station });
    this.declared.observedParts.remove({ station });
    this.promise(stationId, null);
  }

  reviewed(station: string, answer: ReviewAnswer): void {
    this.declared.reviews.inc({ station: this.labels.of(station), answer });
  }

  /** Runs of alerts of one look that are open. */
  incidents(station: string, open: number): void {
    this.declared.openIncidents.set({ station: this.labels.of(station) }, open);
  }

  /** Counts frames that show the same thing as one before. */
  duplicates(station: string, frames: number): void {
    this.declared.duplicateFrames.inc({ station: this.labels.of(station) }, frames);
  }

  /** Counts a frame whose score was raised by the defect memory. */
  lookAlike(station: string): void {
    this.declared.lookAlikes.inc({ station: this.labels.of(station) });
  }

  /** Reads at every scrape what the records say; while they cannot be read there are no such figures. */
  watchRecords(read: () => Promise<readonly StationMetricFigures[]>): void {
    this.atScrape(async () => {
      const figures = await read().catch(() => []);
      for (const metric of this.ofRecords()) metric.reset();
      for (const one of figures) this.show(one);
    });
  }

  private ofRecords(): Gauge<'station'>[] {
    const { remembered, keptEmbeddings, keptEmbeddingsBytes } = this.declared;
    const { gateOpen, modelRefusals, oldestQuarantined } = this.declared;
    return [
      remembered,
      keptEmbeddings,
      keptEmbeddingsBytes,
      gateOpen,
      modelRefusals,
      oldestQuarantined,
    ];
  }

  /** Stations beyond the bound share a label, and of them the counts add up. */
  private show(figures: StationMetricFigures): void {
    const station = this.labels.of(figures.station);
    this.declared.remembered.inc({ station }, figures.remembered);
    this.declared.keptEmbeddings.inc({ station }, figures.keptEmbeddings);
    this.declared.keptEmbeddingsBytes.inc({ station }, figures.keptEmbeddingsBytes);
    this.declared.modelRefusals.inc({ station }, figures.refusals);
    if (figures.gateOpen !== null)
      this.declared.gateOpen.set({ station }, Number(figures.gateOpen));
    if (figures.oldestQuarantinedSeconds !== null)
      this.declared.oldestQuarantined.set({ station }, figures.oldestQuarantinedSeconds);
  }
}
