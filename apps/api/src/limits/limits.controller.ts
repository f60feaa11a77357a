import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  type ClearLimitsRequest,
  clearLimitsRequest,
  type LimitChange,
  type LimitsOfModel,
  limitsQuery,
  type LimitsRequest,
  limitsRequest,
  type LimitsWhatIf,
  whatIfQuery,
} from '#contracts';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { byPerson, model, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { ChangeLimits } from './change-limits.js';
import { TryLimits } from './try-limits.js';

const looking = { schema: limitsQuery };
const trying = { schema: whatIfQuery };
const setting = { schema: limitsRequest };
const clearing = { schema: clearLimitsRequest };
const changeOf = { schema: z.uuid() };

/** The routes of limits by hand: which judge, what others would do, and the change itself. */
@ApiTags('models')
@Controller('v1/stations/:station')
export class LimitsController {
  constructor(
    private readonly trying: TryLimits,
    private readonly change: ChangeLimits,
  ) {}

  @Get('models/:model/limits')
  @Needs('viewer')
  @ApiOperation({ summary: "A model's limits in force, who set them, and the scores around them" })
  @describes('The limits', 200, shapes.limitsOfModel, [400, 401, 404, 503])
  async read(
    @Param('station', station) stationId: string,
    @Param('model', model) modelId: string,
    @Query(looking) { inspections }: z.infer<typeof limitsQuery>,
  ): Promise<LimitsOfModel> {
    return this.trying.read(stationId, modelId, inspections);
  }

  @Get('models/:model/limits/what-if')
  @Needs('viewer')
  @ApiOperation({ summary: 'What other limits would do; changes nothing' })
  @describes('Beside those in force', 200, shapes.limitsWhatIf, [400, 401, 404, 503])
  async whatIf(
    @Param('station', station) stationId: string,
    @Param('model', model) modelId: string,
    @Query(trying) asked: z.infer<typeof whatIfQuery>,
  ): Promise<LimitsWhatIf> {
    return this.trying.whatIf(stationId, modelId, asked);
  }

  @Put('models/:model/limits')
  @Needs('engineer')
  @ApiOperation({ summary: "Set a model's limits by hand; 202 when it waits for a second person" })
  @describes('In force', 200, shapes.limitChange, [400, 401, 404, 503])
  @describes('Waiting for a second person', 202, shapes.limitChange)
  async set(
    @Param('station', station) stationId: string,
    @Param('model', model) modelId: string,
    @Body(setting) asked: LimitsRequest,
    @Person() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LimitChange> {
    const by = asker.nameOr(asked.by);
    const change = await this.change.set(stationId, modelId, { ...asked, by });
    void reply.status(change.state === 'waiting' ? 202 : 200);
    return change;
  }

  @Post('models/:model/limits/clear')
  @Needs('engineer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Back to the limits of the calibration; needs no second person' })
  @describes('Done', 200, shapes.limitChange, [400, 401, 404, 503])
  async clear(
    @Param('station', station) stationId: string,
    @Param('model', model) modelId: string,
    @Body(clearing) asked: ClearLimitsRequest,
    @Person() asker: Asker,
  ): Promise<LimitChange> {
    return this.change.clear(stationId, modelId, { ...asked, by: asker.nameOr(asked.by) });
  }

  @Post('limit-changes/:change/approve')
  @Needs('engineer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve limits that another person asked for' })
  @describes('In force', 200, shapes.limitChange, [400, 401, 404, 409, 503])
  async approve(
    @Param('station', station) stationId: string,
    @Param('change', changeOf) change: string,
    @Body(byPerson) { by }: { by: string },
    @Person() asker: Asker,
  ): Promise<LimitChange> {
    return this.change.approve(stationId, change, asker.nameOr(by));
  }

  @Post('limit-changes/:change/withdraw')
  @Needs('engineer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Withdraw limits that wait for a second person' })
  @describes('Withdrawn', 200, shapes.limitChange, [400, 401, 404, 409, 503])
  async withdraw(
    @Param('station', station) stationId: string,
    @Param('change', changeOf) change: string,
    @Body(byPerson) { by }: { by: string },
    @Person() asker: Asker,
  ): Promise<LimitChange> {
    return this.change.withdraw(stationId, change, asker.nameOr(by));
  }
}
