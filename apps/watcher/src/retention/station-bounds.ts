import { Injectable } from '@nestjs/common';
import { leastValuableFirst, type RetentionSettings } from '#contracts';
import { KeptPictures } from '#storage';
import { Metrics } from '#telemetry';

const dayMs = 24 * 3_600_000;
const hourMs = 3_600_000;
const gigabyte = 1e9;

/** Deletes what one station need not keep, by its settings. */
@Injectable()
export class StationBounds {
  constructor(
    private readonly pictures: KeptPictures,
    private readonly metrics: Metrics,
  ) {}

  async apply(station: string, retention: RetentionSettings, now: Date): Promise<void> {
    await this.byAge(station, retention, now);
    await this.byNumber(station, retention, now);
    await this.bySample(station, retention, now);
    await this.byBytes(station, retention, now);
    await this.records(station, retention, now);
  }

  private async byAge(station: string, retention: RetentionSettings, now: Date): Promise<void> {
    for (const verdict of leastValuableFirst) {
      const { days } = retention[verdict];
      if (days === null) continue;
      const before = daysBefore(now, days);
      this.count('age', await this.pictures.deleteOldest({ station, verdict, before }, now));
    }
  }

  private async byNumber(station: string, retention: RetentionSettings, now: Date): Promise<void> {
    for (const verdict of leastValuableFirst) {
      const { most } = retention[verdict];
      if (most === null) continue;
      const newest = await this.pictures.beyond(station, verdict, most);
      if (newest === null) continue;
      const before = new Date(newest.getTime() + 1);
      this.count('number', await this.pictures.deleteOldest({ station, verdict, before }, now));
    }
  }

  /** A picture of an ok part is there for an hour in any case: somebody may be looking at it. */
  private async bySample(station: string, retention: RetentionSettings, now: Date): Promise<void> {
    if (retention.okOneIn === 1) return;
    const before = new Date(now.getTime() - hourMs);
    const which = { station, verdict: 'ok', before, exceptOneIn: retention.okOneIn } as const;
    this.count('sample', await this.pictures.deleteOldest(which, now));
  }

  private async byBytes(station: string, retention: RetentionSettings, now: Date): Promise<void> {
    if (retention.gigabytes === null) return;
    const kept = await this.pictures.bytesOf(station);
    let over = kept - retention.gigabytes * gigabyte;
    for (const verdict of leastValuableFirst) {
      if (over <= 0) return;
      const deleted = await this.pictures.deleteOldest({ station, verdict }, now, over);
      this.count('bytes', deleted);
      over -= deleted.bytes;
    }
  }

  private async records(station: string, retention: RetentionSettings, now: Date): Promise<void> {
    if (retention.recordDays === null) return;
    const before = daysBefore(now, retention.recordDays);
    const deleted = await this.pictures.deleteRecords(station, before);
    this.metrics.declared.recordsDeleted.inc(deleted);
  }

  private count(reason: string, { pictures }: { pictures: number }): void {
    this.metrics.declared.picturesDeleted.inc({ reason }, pictures);
  }
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}
