import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  type Normal,
  type NormalDecision,
  normalDecision,
  type OddNormals,
  oddNormalsQuery,
} from '#contracts';
import { NormalDecisions, Quarantine } from '#storage';
import { Teller } from '../events/teller.js';
import { Asker, Person } from '../http/access/asker.js';
import { Changes } from '../http/access/changes.js';
import { Needs } from '../http/access/needs.js';
import { frame, model, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { ReadOddNormals } from './read-odd-normals.js';

const deciding = { schema: normalDecision };
const looking = { schema: oddNormalsQuery };

/** The routes of the normals that set a model's limits, and of people's word on them. */
@ApiTags('normals')
@Controller('v1/stations/:station')
export class OddNormalsController {
  constructor(
    private readonly reading: ReadOddNormals,
    private readonly decisions: NormalDecisions,
    private readonly quarantine: Quarantine,
    private readonly changes: Changes,
    private readonly teller: Teller,
  ) {}

  @Get('models/:model/odd-normals')
  @Needs('viewer')
  @ApiOperation({
    summary: "The normals that set a model's limits, what makes them odd, and what would follow",
  })
  @describes('At most five, the oddest first', 200, shapes.oddNormals, [400, 401, 404, 503])
  async read(
    @Param('station', station) stationId: string,
    @Param('model', model) modelId: string,
    @Query(looking) { inspections }: z.infer<typeof oddNormalsQuery>,
  ): Promise<OddNormals> {
    return this.reading.of(stationId, modelId, inspections);
  }

  @Post('normals/:normal/decision')
  @Needs('engineer')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Call a normal typical, rare but good, or not good; counts from the next calibration on',
  })
  @describes('Decided', 200, shapes.normal, [400, 401, 404, 503])
  async decide(
    @Param('station', station) stationId: string,
    @Param('normal', frame) normalId: string,
    @Body(deciding) { decision, why, by: said }: NormalDecision,
    @Person() asker: Asker,
  ): Promise<Normal> {
    const change = this.changes.of(asker, said);
    const normal = await this.decisions.decide({ station: stationId, normalId, decision, why, ...change }); // prettier-ignore
    await this.tell(normal);
    return normal;
  }

  /** Tells the pages of the decision; the quarantine may have changed with it. */
  private async tell({ stationId, id }: Normal): Promise<void> {
    await this.teller.stationChanged(stationId, 'normals');
    const quarantined = await this.quarantine.find(stationId, id);
    if (quarantined !== null) await this.teller.tell({ type: 'quarantine', quarantined });
  }
}
