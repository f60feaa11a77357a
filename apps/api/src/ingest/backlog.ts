import { Injectable } from '@nestjs/common';
import { TouchstoneError } from '#contracts';
import { Frames } from '#storage';

/** The milliseconds that a count is used; what this process accepts meanwhile is added to it. */
const freshMs = 1_000;

/** The number of frames that wait or are in work, by station: counted in the records, at most once a second. */
@Injectable()
export class Backlog {
  private counts = new Map<string, number>();
  private until = 0;
  private counting: Promise<void> | null = null;

  constructor(private readonly frames: Frames) {}

  /** Throws `backlog-full` when the station has as many frames waiting as it may. */
  async refuseWhenFull(station: string, limit: number, more = 1): Promise<void> {
    if (this.until <= Date.now()) await (this.counting ??= this.count());
    const waiting = this.counts.get(station) ?? 0;
    if (waiting + more <= limit) return;
    throw new TouchstoneError(
      'backlog-full',
      `station ${station} has ${waiting} frames waiting, of ${limit} allowed; send it again later`,
      { facts: { backlog: waiting, limit } },
    );
  }

  accepted(station: string): void {
    this.counts.set(station, (this.counts.get(station) ?? 0) + 1);
  }

  private async count(): Promise<void> {
    try {
      this.counts = await this.frames.backlogs();
      this.until = Date.now() + freshMs;
    } finally {
      this.counting = null;
    }
  }
}
