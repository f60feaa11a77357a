import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Logger,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  type Challenge,
  type ChallengeRequest,
  challengeRequest,
  type Gate,
  type Page,
  type pageQuery,
} from '#contracts';
import { type Clock } from '#telemetry';
import { LiveEvents } from '#queue';
import { Challenges, Stations } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { paging, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';

@ApiTags('golden parts')
@Controller('v1/stations/:station')
export class ChallengesController {
  private readonly log = new Logger('golden-parts');

  constructor(
    private readonly stations: Stations,
    private readonly challenges: Challenges,
    private readonly events: LiveEvents,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Post('challenges')
  @Needs('operator')
  @HttpCode(201)
  @ApiOperation({ summary: 'Open a challenge: every golden part is to be shown' })
  @describes('Open', 201, shapes.challenge, [400, 401, 404, 415, 503])
  async open(
    @Param('station', station) id: string,
    @Body({ schema: challengeRequest.prefault({}) }) { reason, by }: ChallengeRequest,
    @Person() asker: Asker,
  ): Promise<Challenge> {
    const challenge = await this.challenges.open(id, {
      id: this.clock.newId(),
      auditId: this.clock.newId(),
      at: this.clock.now(),
      reason,
      by: asker.nameOr(by),
    });
    await this.announce(id);
    return challenge;
  }

  @Get('challenges')
  @Needs('viewer')
  @ApiOperation({ summary: 'The log: every challenge with every showing, newest first' })
  @describes('One page', 200, shapes.challenges, [400, 401, 404, 503])
  async list(
    @Param('station', station) id: string,
    @Query(paging) query: z.infer<typeof pageQuery>,
  ): Promise<Page<Challenge>> {
    await this.stations.get(id);
    return this.challenges.list({ station: id, ...query });
  }

  @Get('gate')
  @Needs('viewer')
  @ApiOperation({
    summary: 'The gate: whether the station takes production frames, until when, and why',
  })
  @describes('As it is now', 200, shapes.gate, [400, 401, 404, 503])
  async gate(@Param('station', station) id: string): Promise<Gate> {
    return this.challenges.gate(id, this.clock.now());
  }

  private async announce(id: string): Promise<void> {
    try {
      const gate = await this.challenges.gate(id, this.clock.now());
      await this.events.publish({ type: 'gate', gate });
    } catch (error) {
      this.log.warn(`the challenge of station ${id} was not announced: ${String(error)}`);
    }
  }
}
