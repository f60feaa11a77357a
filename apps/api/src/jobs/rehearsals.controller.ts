import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  pageQuery,
  type Rehearsal,
  type RehearsalRequest,
  rehearsalRequest,
  shownRehearsal,
} from '#contracts';
import { Jobs, Stations } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { model, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { jobController } from './job-controller.js';
import { JobStream } from './job-stream.js';
import { LongJobs } from './long-jobs.js';
import { RequestRehearsal } from './request-rehearsal.js';

const asking = { schema: rehearsalRequest.prefault({}) };

const JobController = jobController({
  lane: 'rehearse',
  show: shownRehearsal,
  shape: shapes.rehearsal,
  page: shapes.rehearsals,
  query: pageQuery,
  says: {
    list: "The station's rehearsals, newest first",
    cancel: 'End a rehearsal that waits or runs; asking twice is asking once',
  },
});

@ApiTags('models')
@Controller('v1')
export class RehearsalsController extends JobController {
  constructor(
    stations: Stations,
    jobs: Jobs,
    stream: JobStream,
    longJobs: LongJobs,
    private readonly requests: RequestRehearsal,
  ) {
    super(stations, jobs, stream, longJobs);
  }

  @Post('stations/:station/models/:model/rehearsals')
  @Needs('engineer')
  @HttpCode(202)
  @ApiOperation({ summary: 'Replay a model over stored inspections and every reviewed frame' })
  @describes('Queued', 202, shapes.rehearsal, [400, 401, 404, 429, 503])
  async request(
    @Param('station', station) stationId: string,
    @Param('model', model) modelId: string,
    @Body(asking) asked: RehearsalRequest,
    @Person() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Rehearsal> {
    const by = asker.nameOr(asked.by);
    return this.asked(await this.requests.request(stationId, modelId, { ...asked, by }), reply);
  }
}
