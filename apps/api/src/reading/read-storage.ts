import { Inject, Injectable } from '@nestjs/common';
import type { StorageFigures } from '#contracts';
import { reservedBytes } from '#settings';
import { Blobs, FreshReads, KeptPictures } from '#storage';
import type { Clock } from '#telemetry';
import type { Settings } from '../settings.js';
import { apiSettings, clock } from '../tokens.js';

/** Summing up the pictures of a day is dear: it is done once in so long, in milliseconds, however many ask. */
const growthFreshMs = 600_000;
const dayMs = 24 * 3_600_000;

/** Reads how much room there is for pictures, and forecasts when it is used up. */
@Injectable()
export class ReadStorage {
  private readonly growth = new FreshReads(() => this.grownInADay(), {
    freshMs: growthFreshMs,
    keep: () => true,
  });

  constructor(
    private readonly blobs: Blobs,
    private readonly pictures: KeptPictures,
    @Inject(apiSettings) private readonly settings: Pick<Settings, 'diskReserve'>,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  async now(): Promise<StorageFigures> {
    const grownBytesPerDay = await this.growth.get('');
    const space = await this.blobs.space();
    if (space === null)
      return { totalBytes: null, freeBytes: null, reserveBytes: null, grownBytesPerDay, fullInDays: null }; // prettier-ignore
    const { totalBytes, freeBytes } = space;
    const reserveBytes = reservedBytes(this.settings.diskReserve, totalBytes);
    const room = Math.max(0, freeBytes - reserveBytes);
    const fullInDays = grownBytesPerDay > 0 ? room / grownBytesPerDay : null;
    return { totalBytes, freeBytes, reserveBytes, grownBytesPerDay, fullInDays };
  }

  private grownInADay(): Promise<number> {
    return this.pictures.grownSince(new Date(this.clock.now().getTime() - dayMs));
  }
}
