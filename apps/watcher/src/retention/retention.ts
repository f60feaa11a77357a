import { Inject, Injectable, Logger } from '@nestjs/common';
import { type ClockedJob, Handles, type JobHandler, queues } from '#queue';
import { KeptPictures, Stations } from '#storage';
import type { Clock } from '#telemetry';
import { eachGuarded } from '../guarded.js';
import { clock } from '../tokens.js';
import { DiskWatch } from './disk-watch.js';
import { OrphanWatch } from './orphan-watch.js';
import { StationBounds } from './station-bounds.js';

const dayMs = 24 * 3_600_000;
/** The bounds of stations are applied once in so long; the reserve of the disk is looked at in each round. */
const boundsEveryMs = 60_000;

/** Deletes the pictures and records that need not be kept. All of it can be done twice, or by two at once. */
@Handles(queues.retention)
@Injectable()
export class Retention implements JobHandler<ClockedJob> {
  private readonly log = new Logger('retention');
  private boundsAt: number | null = null;

  constructor(
    private readonly stations: Stations,
    private readonly pictures: KeptPictures,
    private readonly bounds: StationBounds,
    private readonly disk: DiskWatch,
    private readonly orphans: OrphanWatch,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  async handle(): Promise<void> {
    const now = this.clock.now();
    await this.guarded('the reserve of the disk', () => this.disk.keepReserve(now));
    if (this.boundsAt !== null && now.getTime() - this.boundsAt < boundsEveryMs) return;
    await this.applyBounds(now);
    this.boundsAt = now.getTime();
    await this.guarded('the growth of the pictures', () => this.disk.showGrowth(now));
    await this.guarded('blobs without a row', () => this.orphans.look(now));
  }

  /** After a start, what a watcher before had marked and not yet deleted goes first. */
  private async applyBounds(now: Date): Promise<void> {
    const yesterday = new Date(now.getTime() - dayMs);
    if (this.boundsAt === null)
      await this.guarded('marked pictures', () => this.pictures.deleteMarked(yesterday));
    for (const { id } of await this.stations.withModels())
      await this.guarded(`station ${id}`, async () => {
        const station = await this.stations.record(id);
        if (station !== null) await this.bounds.apply(id, station.settings.retention, now);
      });
  }

  private guarded(what: string, work: () => Promise<void>): Promise<void> {
    return eachGuarded(this.log, `retention goes on later with ${what}`, work);
  }
}
