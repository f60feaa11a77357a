import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type Calibration,
  type CalibrationRequest,
  calibrationRequest,
  pageQuery,
  shownCalibration,
} from '#contracts';
import { Jobs, Stations } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { jobController } from './job-controller.js';
import { JobStream } from './job-stream.js';
import { LongJobs } from './long-jobs.js';
import { RequestCalibration } from './request-calibration.js';

const JobController = jobController({
  lane: 'calibrate',
  show: shownCalibration,
  shape: shapes.calibration,
  page: shapes.calibrations,
  query: pageQuery,
  says: {
    list: "The station's calibrations, newest first",
    cancel: 'End a calibration that waits or runs; asking twice is asking once',
  },
});

@ApiTags('calibrations')
@Controller('v1')
export class CalibrationsController extends JobController {
  constructor(
    stations: Stations,
    jobs: Jobs,
    stream: JobStream,
    longJobs: LongJobs,
    private readonly requests: RequestCalibration,
  ) {
    super(stations, jobs, stream, longJobs);
  }

  @Post('stations/:station/calibrations')
  @Needs('engineer')
  @HttpCode(202)
  @ApiOperation({ summary: "Build a model from the station's normals" })
  @describes('Queued', 202, shapes.calibration, [400, 401, 404, 409, 429, 503])
  async request(
    @Param('station', station) stationId: string,
    @Body({ schema: calibrationRequest.prefault({}) }) asked: CalibrationRequest,
    @Person() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Calibration> {
    const by = asker.nameOr(asked.by);
    return this.asked(await this.requests.request(stationId, { ...asked, by }), reply);
  }
}
