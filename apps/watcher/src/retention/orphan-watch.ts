import { Injectable, Logger } from '@nestjs/common';
import { OrphanedBlobs } from '#storage';
import { Metrics } from '#telemetry';

const dayMs = 24 * 3_600_000;

/** Has blobs that no row names found once a day, and deleted when they were so for a whole day. */
@Injectable()
export class OrphanWatch {
  private readonly log = new Logger('retention');
  private sweptAt = -Infinity;

  constructor(
    private readonly orphans: OrphanedBlobs,
    private readonly metrics: Metrics,
  ) {}

  async look(now: Date): Promise<void> {
    if (now.getTime() - this.sweptAt < dayMs) return;
    const deleted = await this.orphans.sweep(now, new Date(now.getTime() - dayMs));
    this.sweptAt = now.getTime();
    this.metrics.declared.orphansDeleted.inc(deleted);
    if (deleted > 0) this.log.warn(`${deleted} blobs that no row named for a day were deleted`);
  }
}
