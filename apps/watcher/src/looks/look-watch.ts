import { Inject, Injectable, Logger } from '@nestjs/common';
import { type ClockedJob, Handles, type JobHandler, queues } from '#queue';
import { Stations } from '#storage';
import { type Clock } from '#telemetry';
import { eachGuarded } from '../guarded.js';
import { clock } from '../tokens.js';
import { NewNames } from './new-names.js';
import { PlaceAlerts } from './place-alerts.js';

/**
 * The milliseconds below which alerts are left for the next round: another worker may still store an older one's
 * embedding.
 */
const settledMs = 2_000;

/**
 * Looks at every station's new alerts: takes the looks of their defects, puts them into families, suggests names,
 * tells incidents; learns names anew as people answer. All of it can be done twice, or by two at once.
 */
@Handles(queues['watch-looks'])
@Injectable()
export class LookWatch implements JobHandler<ClockedJob> {
  private readonly log = new Logger('looks');

  constructor(
    private readonly stations: Stations,
    private readonly alerts: PlaceAlerts,
    private readonly names: NewNames,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  handle(): Promise<void> {
    return this.lookAtAll();
  }

  /** Goes once over every station; one that cannot be looked at now is looked at the next time. */
  async lookAtAll(until: Date = new Date(this.clock.now().getTime() - settledMs)): Promise<void> {
    for (const { id } of await this.stations.withModels()) {
      await this.guarded(id, () => this.alerts.lookAt(id, until));
      await this.guarded(id, () => this.names.learn(id));
    }
  }

  private guarded(station: string, work: () => Promise<void>): Promise<void> {
    return eachGuarded(this.log, `looks of ${station} are taken later`, work);
  }
}
