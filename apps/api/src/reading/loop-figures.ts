import { Inject, Injectable } from '@nestjs/common';
import type { Clock, LoopFigures } from '#telemetry';
import { Challenges, LoopRecords, StationTroubles } from '#storage';
import { clock } from '../tokens.js';

/** What `/metrics` shows of every station's loop around calibration, read from the records. */
@Injectable()
export class LoopFiguresOfAll {
  constructor(
    @Inject(LoopRecords) private readonly records: LoopRecords,
    @Inject(StationTroubles) private readonly troubles: StationTroubles,
    @Inject(Challenges) private readonly challenges: Challenges,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  async read(): Promise<LoopFigures[]> {
    const [records, refusals] = await Promise.all([this.records.count(), this.troubles.counts()]);
    const figures: LoopFigures[] = [];
    for (const { challengeRequired, ...record } of records) {
      const gateOpen = challengeRequired ? await this.isOpen(record.station) : null;
      figures.push({ ...record, gateOpen, refusals: refusals.get(record.station) ?? 0 });
    }
    return figures;
  }

  private async isOpen(station: string): Promise<boolean> {
    return (await this.challenges.gate(station, this.clock.now())).open;
  }
}
