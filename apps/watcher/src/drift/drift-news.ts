import { Inject, Injectable, Logger } from '@nestjs/common';
import { driftSignal, type DriftStatus, type ModelManifest } from '#contracts';
import { LiveEvents } from '#queue';
import { Drift } from '#storage';
import { type Clock, Metrics } from '#telemetry';
import { clock } from '../tokens.js';
import { documentOf } from './drift-document.js';

/** Tells what the watch for drift finds: by event and log when it changes, by metrics always. */
@Injectable()
export class DriftNews {
  private readonly log = new Logger('drift');
  private readonly shown = new Set<string>();

  constructor(
    private readonly drift: Drift,
    private readonly events: LiveEvents,
    private readonly metrics: Metrics,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Puts what is known of a station's drift under this model into the metrics. */
  async show({ id, station, certificate }: ModelManifest): Promise<void> {
    const state = await this.drift.find(station);
    if (state === null || state.model !== id) return;
    const { signals, observed } = documentOf(state);
    const { loop } = this.metrics;
    this.shown.add(station);
    loop.promise(station, { ...certificate.reject, provisional: certificate.provisional });
    loop.observed(station, observed.rate, observed.parts);
    loop.drift(station, signals, this.clock.now());
  }

  /** Takes the stations that are not among these out of the metrics. */
  forgetOthers(stations: readonly string[]): void {
    const gone = [...this.shown].filter((station) => !stations.includes(station));
    for (const station of gone) this.metrics.loop.forgetDrift(station, driftSignal.options);
    for (const station of gone) this.shown.delete(station);
  }

  /** Tells that a station began to drift, or is well again. */
  async tell(stationId: string, drift: DriftStatus): Promise<void> {
    if (drift.drifting) this.log.warn(`station ${stationId} drifts: ${drift.text}`);
    else this.log.log(`station ${stationId} is well again: ${drift.text}`);
    await this.events.publish({ type: 'drift', stationId, drift });
  }
}
