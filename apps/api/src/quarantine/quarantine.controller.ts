import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  type Page,
  type Quarantined,
  type QuarantineDecision,
  quarantineDecision,
  type normalQuery,
} from '#contracts';
import { Quarantine, Stations } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { frame, normalList, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { DecideNormal } from './decide-normal.js';

const deciding = { schema: quarantineDecision };

@ApiTags('normals')
@Controller('v1/stations/:station/quarantine')
export class QuarantineController {
  constructor(
    private readonly quarantine: Quarantine,
    private readonly deciding: DecideNormal,
    private readonly stations: Stations,
  ) {}

  @Get()
  @Needs('viewer')
  @ApiOperation({
    summary:
      'Normals that were set aside, with the reasons, last set aside first; ?state= for those that wait',
  })
  @describes('One page', 200, shapes.quarantine, [400, 401, 404, 503])
  async list(
    @Param('station', station) id: string,
    @Query(normalList) query: z.infer<typeof normalQuery>,
  ): Promise<Page<Quarantined>> {
    await this.stations.get(id);
    return this.quarantine.list({ station: id, ...query });
  }

  @Post(':normal')
  @Needs('engineer')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Use a normal after all, or keep it out; the other decision takes it back. Models stay as they are',
  })
  @describes('Decided', 200, shapes.quarantined, [400, 401, 404, 503])
  async decide(
    @Param('station', station) id: string,
    @Param('normal', frame) normalId: string,
    @Body(deciding) decision: QuarantineDecision,
    @Person() asker: Asker,
  ): Promise<Quarantined> {
    const by = asker.nameOr(decision.by);
    return this.deciding.decide(id, normalId, { ...decision, by });
  }
}
