import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import {
  type Activation,
  type ActivationRequest,
  activationRequest,
  type AskedActivation,
  type Page,
  type pageQuery,
} from '#contracts';
import { Activations, Stations } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { activationOf, byPerson, model, paging, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { ReadTestSet } from '../test-sets/read-test-set.js';
import { ChangeActive } from './change-active.js';

const asking = { schema: activationRequest.prefault({}) };

@ApiTags('models')
@Controller('v1/stations/:station')
export class ActivationsController {
  constructor(
    private readonly change: ChangeActive,
    private readonly activations: Activations,
    private readonly stations: Stations,
    private readonly testSets: ReadTestSet,
  ) {}

  @Post('models/:model/activate')
  @Needs('engineer')
  @ApiOperation({ summary: 'Make a model the active one; 202 when it waits for a second person' })
  @describes(
    'Done; `testSet.warning` where bad parts pass that were caught',
    200,
    shapes.askedActivation,
    [400, 401, 404, 409, 503],
  )
  @describes('Waiting for a second person', 202, shapes.askedActivation)
  async activate(
    @Param('station', station) id: string,
    @Param('model', model) modelId: string,
    @Body(asking) asked: ActivationRequest,
    @Person() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AskedActivation> {
    const by = asker.nameOr(asked.by);
    const testSet = await this.testSets.before(id, modelId);
    const activation = await this.change.activate(id, modelId, { ...asked, by });
    void reply.status(activation.state === 'waiting' ? 202 : 200);
    return { ...activation, testSet };
  }

  @Post('rollback')
  @Needs('engineer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Back to the model that was active before; needs no second person' })
  @describes('Done', 200, shapes.activation, [400, 401, 404, 409, 503])
  async rollBack(
    @Param('station', station) id: string,
    @Body(asking) asked: ActivationRequest,
    @Person() asker: Asker,
  ): Promise<Activation> {
    return this.change.rollBack(id, { ...asked, by: asker.nameOr(asked.by) });
  }

  @Get('activations')
  @Needs('viewer')
  @ApiOperation({ summary: 'Every change of the active model, newest first' })
  @describes('One page', 200, shapes.activations, [400, 401, 404, 503])
  async list(
    @Param('station', station) id: string,
    @Query(paging) query: z.infer<typeof pageQuery>,
  ): Promise<Page<Activation>> {
    await this.stations.get(id);
    return this.activations.list({ station: id, ...query });
  }

  @Post('activations/:activation/approve')
  @Needs('engineer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve an activation that another person asked for' })
  @describes('Done', 200, shapes.activation, [400, 401, 404, 409, 503])
  async approve(
    @Param('station', station) id: string,
    @Param('activation', activationOf) activation: string,
    @Body(byPerson) { by }: { by: string },
    @Person() asker: Asker,
  ): Promise<Activation> {
    return this.change.approve(id, activation, asker.nameOr(by));
  }

  @Post('activations/:activation/withdraw')
  @Needs('engineer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Withdraw an activation that waits' })
  @describes('Withdrawn', 200, shapes.activation, [400, 401, 404, 409, 503])
  async withdraw(
    @Param('station', station) id: string,
    @Param('activation', activationOf) activation: string,
    @Body(byPerson) { by }: { by: string },
    @Person() asker: Asker,
  ): Promise<Activation> {
    return this.change.withdraw(id, activation, asker.nameOr(by));
  }
}
