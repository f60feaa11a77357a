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
import { z } from 'zod';
import {
  type Analysis,
  analysisKind,
  type AnalysisRequest,
  analysisRequest,
  type CancelRequest,
  type Page,
  pageQuery,
} from '#contracts';
import { Analyses, Stations } from '#storage';
import { EventClients } from '../events/event-clients.js';
import { JobStream } from '../events/job-stream.js';
import { Asker, Person } from '../http/access/asker.js';
import { analysisOf, cancelling, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { RequestAnalysis } from './request-analysis.js';

const analysisQuery = pageQuery.extend({ kind: analysisKind.optional() });
const listing = { schema: analysisQuery };
const asking = { schema: analysisRequest };

@ApiTags('analyses')
@Controller('v1')
export class AnalysesController {
  constructor(
    private readonly requests: RequestAnalysis,
    private readonly analyses: Analyses,
    private readonly stations: Stations,
    private readonly jobs: JobStream,
    private readonly clients: EventClients,
  ) {}

  @Post('stations/:station/analyses')
  @HttpCode(202)
  @ApiOperation({ summary: 'Ask for a map, a grouping of alerts, names for defects or a training' })
  @describes('Queued', 202, shapes.analysis, [400, 401, 404, 503])
  async request(
    @Param('station', station) stationId: string,
    @Body(asking) asked: AnalysisRequest,
    @Person() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Analysis> {
    const by = asker.nameOr(asked.by);
    const analysis = await this.requests.request(stationId, { ...asked, by });
    void reply.header('location', `/v1/analyses/${analysis.id}`);
    return analysis;
  }

  @Get('stations/:station/analyses')
  @ApiOperation({ summary: "The station's analyses, newest first, of one kind or of all" })
  @describes('One page', 200, shapes.analyses, [400, 401, 404, 503])
  async list(
    @Param('station', station) stationId: string,
    @Query(listing) query: z.infer<typeof analysisQuery>,
  ): Promise<Page<Analysis>> {
    await this.stations.get(stationId);
    return this.analyses.list({ station: stationId, ...query });
  }

  @Post('analyses/:analysis/cancel')
  @HttpCode(202)
  @ApiOperation({ summary: 'End an analysis; one that has ended stays as it is' })
  @describes('The analysis; `cancelled` soon', 202, shapes.analysis, [400, 401, 404, 503])
  async cancel(
    @Param('analysis', analysisOf) id: string,
    @Body(cancelling) asked: CancelRequest,
    @Person() asker: Asker,
  ): Promise<Analysis> {
    return this.requests.cancel(id, asker.nameOr(asked.by));
  }

  @Get('analyses/:analysis')
  @ApiOperation({ summary: 'One analysis; with Accept: text/event-stream, as it goes on' })
  @ApiProduces('application/json', 'text/event-stream')
  @describes('The analysis', 200, shapes.analysis, [400, 401, 404, 503])
  async read(
    @Param('analysis', analysisOf) id: string,
    @Headers('accept') accept: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const analysis = await this.analyses.get(id);
    if (!(accept ?? '').includes('text/event-stream')) return void reply.send(analysis);
    await this.jobs.follow(
      analysis,
      {
        type: 'analysis',
        read: (of) => this.analyses.get(of),
        of: (event) => (event.type === 'analysis' ? event.analysis : null),
      },
      this.clients.open(request, reply),
    );
  }
}
