import { Inject, Injectable, Logger } from '@nestjs/common';
import { leastValuableFirst } from '#contracts';
import { reservedBytes } from '#settings';
import { Blobs, KeptPictures } from '#storage';
import { Metrics } from '#telemetry';
import type { Settings } from '../settings.js';
import { watcherSettings } from '../tokens.js';

/** That nothing is left to delete is said once in so long. */
const sayEveryMs = 600_000;
/** Summing up the pictures of a day is dear: it is done once in so long. */
const growthEveryMs = 600_000;
const dayMs = 24 * 3_600_000;

/** Keeps a reserve of the disk free: frames must never be refused for want of room while old pictures could go. */
@Injectable()
export class DiskWatch {
  private readonly log = new Logger('retention');
  private saidAt = -Infinity;
  private growthAt = -Infinity;

  constructor(
    private readonly blobs: Blobs,
    private readonly pictures: KeptPictures,
    private readonly metrics: Metrics,
    @Inject(watcherSettings) private readonly settings: Pick<Settings, 'diskReserve'>,
  ) {}

  /** Deletes the oldest of the least valuable pictures of all stations until the reserve is free again. */
  async keepReserve(now: Date): Promise<void> {
    const space = await this.blobs.space();
    if (space === null) return;
    this.metrics.declared.diskBytes.set(space.totalBytes);
    this.metrics.declared.diskFree.set(space.freeBytes);
    const reserve = reservedBytes(this.settings.diskReserve, space.totalBytes);
    this.metrics.declared.diskReserve.set(reserve);
    let missing = reserve - space.freeBytes;
    if (missing <= 0) return;
    for (const verdict of leastValuableFirst) {
      if (missing <= 0) return;
      missing -= await this.free(verdict, missing, now);
    }
    if (missing > 0) this.sayNothingIsLeft(missing, now);
  }

  /** Shows by how much the pictures grew within a day. */
  async showGrowth(now: Date): Promise<void> {
    if (now.getTime() - this.growthAt < growthEveryMs) return;
    this.growthAt = now.getTime();
    const grown = await this.pictures.grownSince(new Date(now.getTime() - dayMs));
    this.metrics.declared.picturesGrown.set(grown);
  }

  private sayNothingIsLeft(missing: number, now: Date): void {
    if (now.getTime() - this.saidAt < sayEveryMs) return;
    this.saidAt = now.getTime();
    this.log.error(
      `the disk has ${megabytes(missing)} less free than its reserve, and no picture is left that may go: reviewed frames, open alerts and golden parts are kept; make room, or answer alerts`,
    );
  }

  /** Returns the bytes that were freed. */
  private async free(
    verdict: (typeof leastValuableFirst)[number],
    missing: number,
    now: Date,
  ): Promise<number> {
    const which = { station: null, verdict };
    const { pictures, bytes } = await this.pictures.deleteOldest(which, now, missing);
    this.metrics.declared.picturesDeleted.inc({ reason: 'reserve' }, pictures);
    if (pictures > 0)
      this.log.warn(
        `the disk is full but for its reserve: the ${pictures} oldest pictures with the verdict ${verdict} were deleted, ${megabytes(bytes)}`,
      );
    return bytes;
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
