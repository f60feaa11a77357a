import { Inject, Injectable, Logger } from '@nestjs/common';
import { drawParts } from '#calibration';
import { shiftOf, type StationSettings } from '#contracts';
import { type ClockedJob, Handles, type JobHandler, queues } from '#queue';
import { EscapeDraws, Stations } from '#storage';
import type { Clock } from '#telemetry';
import { eachGuarded } from '../guarded.js';
import { clock } from '../tokens.js';
import { EscapeFigures } from './escape-figures.js';

/** A shift is drawn from when it is over for so long: a worker may still record what it judged at its end. */
const settledMs = 60_000;
/** A drawn part is put up, and its picture kept, for so long. */
const waitsMs = 7 * 24 * 3_600_000;

/**
 * Draws from the passed parts of each shift that has ended, for a blind review. A shift is drawn from once: rows and
 * seed are kept in one transaction, and a round that is killed, or two at once, leave one draw.
 */
@Handles(queues['draw-escapes'])
@Injectable()
export class DrawEscapes implements JobHandler<ClockedJob> {
  private readonly log = new Logger('escapes');

  constructor(
    private readonly stations: Stations,
    private readonly draws: EscapeDraws,
    private readonly figures: EscapeFigures,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  async handle(): Promise<void> {
    const now = this.clock.now();
    await this.draws.letGo(new Date(now.getTime() - waitsMs));
    for (const { id } of await this.stations.withModels())
      await eachGuarded(this.log, `passed parts of ${id} are drawn later`, async () => {
        const station = await this.stations.record(id);
        if (station === null) return;
        if (station.settings.escapes.perShift > 0) await this.drawFrom(id, station.settings, now);
        await this.figures.show(id, now);
      });
  }

  /** Draws from the last shift that is over; one that overlaps a shift that was drawn from, since shifts got another length, is left out. */
  private async drawFrom(station: string, settings: StationSettings, now: Date): Promise<void> {
    const { perShift, risk } = settings.escapes;
    const length = settings.review.shiftHours * 3_600_000;
    const { start } = shiftOf(
      new Date(now.getTime() - settledMs - length),
      settings.review.shiftHours,
    );
    const ends = new Date(start.getTime() + length);
    const lastEnd = await this.draws.lastEnd(station);
    if (lastEnd !== null && lastEnd > start) return;
    const parts = await this.draws.passedParts(station, start, ends);
    const seed = this.clock.newId();
    const { drawn, lowest } = drawParts(parts, { count: perShift, risk, seed });
    const facts = { passed: parts.length, drawn: drawn.length, lowest, risk, seed, drawnAt: now };
    await this.draws.keep({ station, starts: start, ends, ...facts }, drawn);
  }
}
