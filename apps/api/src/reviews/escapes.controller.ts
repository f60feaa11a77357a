import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { escapeConfidence, escapeEstimateOf } from '#calibration';
import { type EscapeQuery, escapeQuery, type EscapeReport } from '#contracts';
import { type AnsweredShift, EscapeAnswers, EscapeDraws, Stations } from '#storage';
import type { Clock } from '#telemetry';
import { Needs } from '../http/access/needs.js';
import { station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';

/** The period that is told of when none is asked for. */
const usualPeriodMs = 30 * 24 * 3_600_000;

/** The route of how many of the parts that passed are defective, as far as blind reviews tell. */
@ApiTags('reviews')
@Controller('v1/stations/:station/escapes')
export class EscapesController {
  constructor(
    private readonly stations: Stations,
    private readonly draws: EscapeDraws,
    private readonly answers: EscapeAnswers,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('viewer')
  @ApiOperation({
    summary: 'The share of passed parts that is defective: estimated, and at most at 95 %',
  })
  @describes('Of the shifts that start in the period; the last thirty days where none is given', 200, shapes.escapeReport, [400, 401, 404, 503]) // prettier-ignore
  async read(
    @Param('station', station) id: string,
    @Query({ schema: escapeQuery }) query: EscapeQuery,
  ): Promise<EscapeReport> {
    const { settings } = await this.stations.get(id);
    const until = query.until === undefined ? this.clock.now() : new Date(query.until);
    const from =
      query.from === undefined ? new Date(until.getTime() - usualPeriodMs) : new Date(query.from);
    const [shifts, found, waiting] = await Promise.all([
      this.answers.shifts(id, from, until),
      this.answers.found(id, from, until),
      this.draws.waiting(id),
    ]);
    return {
      stationId: id,
      settings: settings.escapes,
      from: from.toISOString(),
      until: until.toISOString(),
      confidence: escapeConfidence,
      waiting: waiting.length,
      total: escapeEstimateOf(shifts),
      found,
      shifts: shifts.map(countsOf),
    };
  }
}

function countsOf({ starts, ends, passed, drawn, answered, found, unsure }: AnsweredShift) {
  return { starts, ends, passed, drawn, answered, found: found.length, unsure: unsure.length };
}
