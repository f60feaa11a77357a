import { Injectable } from '@nestjs/common';
import type { DriftWindow } from '#contracts';
import { DriftWindows } from '#storage';
import { mergeWindows } from './merge-windows.js';

/** The number of hours up to which the picture is taken from the inspections themselves, by the minute. */
const liveHours = 8;
/** Points of a picture at most. */
const mostWindows = 200;

/** The figures of a station over time, as fine as a picture can show. */
@Injectable()
export class FiguresOverTime {
  constructor(private readonly windows: DriftWindows) {}

  /** Returns the figures of the last hours, oldest first; the stretch that is not over yet comes last. */
  async of(station: string, now: Date, hours: number): Promise<DriftWindow[]> {
    const from = new Date(now.getTime() - hours * 3_600_000);
    if (hours <= liveHours)
      return this.windows.live(station, from, Math.max(1, Math.ceil((hours * 60) / mostWindows)));
    const kept = await this.windows.kept(station, from);
    const rest = await this.rest(station, now, kept.at(-1));
    return mergeWindows([...kept, ...rest], mostWindows);
  }

  /** Returns the figures that the watcher has not kept yet; of a long time without one, the last hours. */
  private rest(station: string, now: Date, last: DriftWindow | undefined): Promise<DriftWindow[]> {
    const lately = new Date(now.getTime() - liveHours * 3_600_000);
    const from = last && new Date(last.until) > lately ? new Date(last.until) : lately;
    return this.windows.live(station, from, 10);
  }
}
