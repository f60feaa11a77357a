import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '#telemetry';
import type { Quarantined, QuarantineDecision } from '#contracts';
import { LiveEvents } from '#queue';
import { Quarantine, Stations } from '#storage';
import { clock } from '../tokens.js';

/** A person's word on a normal that was set aside: stored with its audit entry, then told. */
@Injectable()
export class DecideNormal {
  private readonly log = new Logger('quarantine');

  constructor(
    private readonly quarantine: Quarantine,
    private readonly stations: Stations,
    private readonly events: LiveEvents,
    @Inject(clock) private readonly time: Clock,
  ) {}

  /** Throws `station-not-found` or `normal-not-found`. */
  async decide(
    station: string,
    normalId: string,
    { decision, by, note }: QuarantineDecision,
  ): Promise<Quarantined> {
    await this.stations.get(station);
    const [at, auditId] = [this.time.now(), this.time.newId()];
    const quarantined = await this.quarantine.decide({
      station,
      normalId,
      decision,
      by,
      note,
      at,
      auditId,
    });
    await this.announce(quarantined);
    return quarantined;
  }

  private async announce(quarantined: Quarantined): Promise<void> {
    try {
      await this.events.publish({ type: 'quarantine', quarantined });
    } catch (error) {
      this.log.warn(`the decision on ${quarantined.id} was not announced: ${String(error)}`);
    }
  }
}
