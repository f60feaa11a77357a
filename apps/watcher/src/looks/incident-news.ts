import { Inject, Injectable } from '@nestjs/common';
import { incidentGapMinutes } from '#contracts';
import { LiveEvents } from '#queue';
import { Families } from '#storage';
import { type Clock, Metrics } from '#telemetry';
import { clock } from '../tokens.js';

/** The milliseconds between two questions whether an incident has ended: each reads the alerts of a day. */
const endAskedMs = 60_000;
const dayMs = 24 * 3_600_000;

/** Tells which incidents go on, and counts those that are open. */
@Injectable()
export class IncidentNews {
  /** The stations with an open incident, and when that was asked. */
  private readonly open = new Map<string, number>();

  constructor(
    private readonly families: Families,
    private readonly events: LiveEvents,
    private readonly metrics: Metrics,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Tells the incidents that the alerts of these frames belong to. */
  async tell(station: string, placed: ReadonlySet<string>): Promise<void> {
    const now = this.clock.now();
    const gapMs = incidentGapMinutes * 60_000;
    const since = new Date(now.getTime() - dayMs);
    const incidents = await this.families.incidents(station, { since, gapMs, now });
    const open = incidents.filter((incident) => incident.open).length;
    this.metrics.loop.incidents(station, open);
    if (open === 0) this.open.delete(station);
    else this.open.set(station, now.getTime());
    for (const incident of incidents)
      if (incident.frameIds.some((id) => placed.has(id)))
        await this.events.publish({ type: 'incident', incident });
  }

  /** Asks once a minute whether the open incidents of a station have ended. */
  async tellEnded(station: string): Promise<void> {
    const askedAt = this.open.get(station);
    if (askedAt !== undefined && this.clock.now().getTime() - askedAt >= endAskedMs)
      await this.tell(station, new Set());
  }
}
