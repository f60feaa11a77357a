import { Injectable } from '@nestjs/common';
import { escapeEstimateOf } from '#calibration';
import { EscapeAnswers } from '#storage';
import { Metrics } from '#telemetry';

/** The figures are of so long: enough answers for a bound that says something. */
const periodMs = 30 * 24 * 3_600_000;

/** Shows as metrics what blind reviews say of passed parts. */
@Injectable()
export class EscapeFigures {
  constructor(
    private readonly answers: EscapeAnswers,
    private readonly metrics: Metrics,
  ) {}

  async show(station: string, now: Date): Promise<void> {
    const from = new Date(now.getTime() - periodMs);
    const shifts = await this.answers.shifts(station, from, now);
    this.metrics.escapes.show(station, shifts.length === 0 ? null : escapeEstimateOf(shifts));
  }
}
