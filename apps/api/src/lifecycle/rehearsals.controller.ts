import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  type CancelRequest,
  type Page,
  type pageQuery,
  type Rehearsal,
  type RehearsalRequest,
  rehearsalRequest,
} from '#contracts';
import { Rehearsals, Stations } from '#storage';
import { EventClients } from '../events/event-clients.js';
import { JobStream } from '../events/job-stream.js';
import { Asker, Person } from '../http/access/asker.js';
import { cancelling, model, paging, rehearsalOf, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { CancelJobs } from './cancel-jobs.js';
import { RequestRehearsal } from './request-rehearsal.js';

const asking = { schema: rehearsalRequest.prefault({}) };

@ApiTags('models')
@Controller('v1')
export class RehearsalsController {
  constructor(
    private readonly requests: RequestRehearsal,
    private readonly cancels: CancelJobs,
    private readonly rehearsals: Rehearsals,
    private readonly stations: Stations,
    private readonly jobs: JobStream,
    private readonly clients: EventClients,
  ) {}

  @Post('stations/:station/models/:model/rehearsals')
  @HttpCode(202)
  @ApiOperation({ summary: 'Replay a model over stored inspections and every reviewed frame' })
  @describes('Queued', 202, shapes.rehearsal, [400, 401, 404, 503])
  async request(
    @Param('station', station) stationId: string,
    @Param('model', model) modelId: string,
    @Body(asking) asked: RehearsalRequest,
    @Person() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Rehearsal> {
    const by = asker.nameOr(asked.by);
    const rehearsal = await this.requests.request(stationId, modelId, { ...asked, by });
    void reply.header('location', `/v1/rehearsals/${rehearsal.id}`);
    return rehearsal;
  }

  @Get('stations/:station/rehearsals')
  @ApiOperation({ summary: "The station's rehearsals, newest first" })
  @describes('One page', 200, shapes.rehearsals, [400, 401, 404, 503])
  async list(
    @Param('station', station) stationId: string,
    @Query(paging) query: z.infer<typeof pageQuery>,
  ): Promise<Page<Rehearsal>> {
    await this.stations.get(stationId);
    return this.rehearsals.list({ station: stationId, ...query });
  }

  @Post('rehearsals/:rehearsal/cancel')
  @HttpCode(202)
  @ApiOperation({ summary: 'End a rehearsal that waits or runs; asking twice is asking once' })
  @describes('The rehearsal; `cancelled` soon', 202, shapes.rehearsal, [400, 401, 404, 409, 503])
  async cancel(
    @Param('rehearsal', rehearsalOf) id: string,
    @Body(cancelling) asked: CancelRequest,
    @Person() asker: Asker,
  ): Promise<Rehearsal> {
    return this.cancels.rehearsal(id, asker.nameOr(asked.by));
  }

  @Get('rehearsals/:rehearsal')
  @ApiOperation({ summary: 'One rehearsal; with Accept: text/event-stream, as it goes on' })
  @ApiProduces('application/json', 'text/event-stream')
  @describes('The rehearsal', 200, shapes.rehearsal, [400, 401, 404, 503])
  async read(
    @Param('rehearsal', rehearsalOf) id: string,
    @Headers('accept') accept: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const rehearsal = await this.rehearsals.get(id);
    if (!(accept ?? '').includes('text/event-stream')) return void reply.send(rehearsal);
    await this.jobs.follow(
      rehearsal,
      {
        type: 'rehearsal',
        read: (of) => this.rehearsals.get(of),
        of: (event) => (event.type === 'rehearsal' ? event.rehearsal : null),
      },
      this.clients.open(request, reply),
    );
  }
}
