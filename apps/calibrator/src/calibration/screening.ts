import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Clock, Metrics } from '#telemetry';
import type { Backbone } from '#embedding';
import { type LearnOptions, type NormalSetAside, screenNormals } from '#learning';
import { LiveEvents } from '#queue';
import { ConfirmedDefects, Quarantine, type StationRecord } from '#storage';
import { clock } from '../tokens.js';

/** Screens a station's normals before they enter a model, and moves those that stay out to the quarantine. */
@Injectable()
export class Screening {
  private readonly log = new Logger('screen');

  constructor(
    private readonly quarantine: Quarantine,
    private readonly defects: ConfirmedDefects,
    private readonly events: LiveEvents,
    private readonly metrics: Metrics,
    @Inject(clock) private readonly time: Clock,
  ) {}

  /** Returns the screen as `learn` takes it, with what the station knows: settings, defects, people's decisions. */
  of(station: StationRecord, backbone: Backbone): NonNullable<LearnOptions['screen']> {
    return async (look) => {
      const used = await this.quarantine.used(station.id);
      return screenNormals({
        ...look,
        normals: look.normals.map(({ known, ...normal }) => ({
          ...normal,
          used: known || used.has(normal.id),
        })),
        settings: station.settings.screen,
        defects: await this.defects.of(station.id, backbone.hash),
      });
    };
  }

  /** Sets normals aside; one that a person decided on meanwhile stays where it is. Doing it twice changes nothing. */
  async setAside(station: string, found: readonly NormalSetAside[]): Promise<void> {
    const moved = await this.quarantine.setAside(station, found, this.time.now());
    for (const quarantined of moved) {
      this.metrics.normalSetAside(
        station,
        quarantined.findings.map(({ reason }) => reason),
      );
      await this.events.publish({ type: 'quarantine', quarantined });
    }
    if (moved.length > 0) this.log.log(`${station}: ${moved.length} normals were set aside`);
  }
}
