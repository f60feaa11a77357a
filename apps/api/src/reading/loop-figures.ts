import { Inject, Injectable } from '@nestjs/common';
import type { Clock, StationMetricFigures } from '#telemetry';
import { AllGates, StationFigures, ModelRefusals } from '#storage';
import { clock } from '../tokens.js';

/** The figures of every station's records around calibration that `/metrics` shows. */
@Injectable()
export class LoopFiguresOfAll {
  constructor(
    private readonly records: StationFigures,
    private readonly troubles: ModelRefusals,
    private readonly gates: AllGates,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  async read(): Promise<StationMetricFigures[]> {
    const [records, refusals, gates] = await Promise.all([
      this.records.count(),
      this.troubles.counts(),
      this.gates.areOpen(this.clock.now()),
    ]);
    return records.map(({ challengeRequired, ...record }) => ({
      ...record,
      gateOpen: challengeRequired ? (gates.get(record.station) ?? false) : null,
      refusals: refusals.get(record.station) ?? 0,
    }));
  }
}
