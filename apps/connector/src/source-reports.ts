import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Source, SourceState } from '#contracts';
import { Sources } from '#storage';
import { type Clock, Metrics } from '#telemetry';
import { clock } from './tokens.js';

/** The milliseconds after which a state that did not change is told again, so that it is not taken for unattended. */
const toldAgainMs = 10_000;

interface Told {
  readonly state: SourceState;
  readonly atMs: number;
}

/** Tells the states of sources: to the records, to Prometheus, and to the log where one became another. */
@Injectable()
export class SourceReports {
  private readonly log = new Logger('sources');
  private readonly told = new Map<string, Told>();

  constructor(
    private readonly sources: Sources,
    private readonly metrics: Metrics,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  async tell({ stationId, id }: Source, state: SourceState): Promise<void> {
    const key = `${stationId}/${id}`;
    const before = this.told.get(key);
    this.metrics.connector.source(stationId, id, state, before?.state);
    const same = JSON.stringify(before?.state) === JSON.stringify(state);
    if (same && performance.now() - before!.atMs < toldAgainMs) return;
    this.write(key, state, before?.state);
    this.told.set(key, { state, atMs: performance.now() });
    await this.sources.report(stationId, id, state, this.now());
  }

  forget({ stationId, id }: Source): void {
    this.told.delete(`${stationId}/${id}`);
    this.metrics.connector.forget(stationId, id);
  }

  private write(key: string, now: SourceState, before: SourceState | undefined): void {
    if (now.state !== before?.state) {
      const line = `${key}: ${now.state}${now.why === null ? '' : ` (${now.why})`}`;
      if (now.state === 'unreadable') this.log.error(line);
      else if (now.state === 'waiting') this.log.warn(line);
      else this.log.log(line);
    }
    if (now.piledUp && !(before?.piledUp ?? false))
      this.log.warn(`${key}: files pile up: ${now.waitingFiles} are waiting`);
  }
}
