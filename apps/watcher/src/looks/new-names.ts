import { Inject, Injectable, Logger } from '@nestjs/common';
import { LearnedNamesCache } from '#looks';
import { LiveEvents } from '#queue';
import { DefectNamings, DefectEmbeddings } from '#storage';
import { type Clock } from '#telemetry';
import { clock } from '../tokens.js';

/** The milliseconds without an answer after which names are learned. */
const quietMs = 5_000;

/** Learns a station's names anew when people have answered since they were learned. */
@Injectable()
export class NewNames {
  private readonly log = new Logger('looks');

  constructor(
    private readonly looks: DefectEmbeddings,
    private readonly namings: DefectNamings,
    private readonly names: LearnedNamesCache,
    private readonly events: LiveEvents,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  async learn(station: string): Promise<void> {
    const space = await this.looks.newestSpace(station);
    const { text, changedAt } = await this.namings.labels(station, space);
    const learned = await this.namings.learnedFrom(station);
    if (learned === text || (learned === null && changedAt === null)) return;
    if (changedAt !== null && this.clock.now().getTime() - changedAt.getTime() < quietMs) return;
    const { report, reason } = await this.names.learn(station);
    await this.events.publish({ type: 'names-learned', stationId: station });
    this.log.log(
      `station ${station}: ${report === null ? reason : `learned the names ${report.names.join(', ')}`}`,
    );
  }
}
