import { Inject, Injectable } from '@nestjs/common';
import type { Calibration, LiveEvent, Rehearsal } from '#contracts';
import { type Clock, LOG, type Log, Metrics } from '#telemetry';
import { LiveEvents } from '#queue';
import { Calibrations, Rehearsals } from '#storage';
import { clock } from '../tokens.js';

/** Asks for the end of a calibration or a rehearsal; asking twice is asking once. One that ran is counted by who ran it. */
@Injectable()
export class CancelJobs {
  constructor(
    private readonly calibrations: Calibrations,
    private readonly rehearsals: Rehearsals,
    private readonly events: LiveEvents,
    private readonly metrics: Metrics,
    @Inject(clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Throws `calibration-not-found`, `too-late-to-cancel`. */
  async calibration(id: string, by: string): Promise<Calibration> {
    const { state } = await this.calibrations.get(id);
    const calibration = await this.calibrations.askToCancel(id, this.person(by));
    if (state === 'queued' && calibration.state === 'cancelled')
      this.metrics.calibrationEnded('cancelled', null);
    await this.announce({ type: 'calibration', calibration });
    return calibration;
  }

  /** Throws `rehearsal-not-found`, `too-late-to-cancel`. */
  async rehearsal(id: string, by: string): Promise<Rehearsal> {
    const { state } = await this.rehearsals.get(id);
    const rehearsal = await this.rehearsals.askToCancel(id, this.person(by));
    if (state === 'queued' && rehearsal.state === 'cancelled')
      this.metrics.rehearsalEnded('cancelled', null);
    await this.announce({ type: 'rehearsal', rehearsal });
    return rehearsal;
  }

  private person(by: string) {
    return { by, auditId: this.clock.newId(), at: this.clock.now() };
  }

  private async announce(event: LiveEvent): Promise<void> {
    try {
      await this.events.publish(event);
    } catch (error) {
      this.log.warn(`what was cancelled was not announced: ${String(error)}`);
    }
  }
}
