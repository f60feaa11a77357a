import { Inject, Injectable } from '@nestjs/common';
import type { Analysis, AnalysisRequest } from '#contracts';
import { type Clock, LOG, type Log } from '#telemetry';
import { JobQueues, LiveEvents, queues } from '#queue';
import { Analyses, Stations } from '#storage';
import { clock } from '../tokens.js';

/** Asks for an analysis, or for its end: row first, then job. A row whose job is lost is put back in by the sweep. */
@Injectable()
export class RequestAnalysis {
  constructor(
    private readonly stations: Stations,
    private readonly analyses: Analyses,
    private readonly queues: JobQueues,
    private readonly events: LiveEvents,
    @Inject(clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Throws `station-not-found`, `records-` or `queue-unavailable`. */
  async request(station: string, { kind, settings, by }: AnalysisRequest): Promise<Analysis> {
    await this.stations.get(station);
    const asked = { askedBy: by, requestedAt: this.clock.now() };
    const id = this.clock.newId();
    const analysis = await this.analyses.request({ id, station, kind, settings, ...asked });
    await this.enqueue(analysis);
    await this.announce(analysis);
    return analysis;
  }

  /** One that has ended stays as it is. Throws `analysis-not-found`. */
  async cancel(id: string, by: string): Promise<Analysis> {
    const person = { by, auditId: this.clock.newId(), at: this.clock.now() };
    const analysis = await this.analyses.askToCancel(id, person);
    await this.announce(analysis);
    return analysis;
  }

  private async enqueue({ id, stationId }: Analysis): Promise<void> {
    try {
      await this.queues.of(queues.analyse).add({ analysisId: id, stationId });
    } catch (error) {
      await this.analyses.withdraw(id);
      throw error;
    }
  }

  private async announce(analysis: Analysis): Promise<void> {
    try {
      await this.events.publish({ type: 'analysis', analysis });
    } catch (error) {
      this.log.warn(`analysis ${analysis.id} was not announced: ${String(error)}`);
    }
  }
}
