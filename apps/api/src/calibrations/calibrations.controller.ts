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
  type Calibration,
  type CalibrationRequest,
  calibrationRequest,
  type CancelRequest,
  type Page,
  type pageQuery,
} from '#contracts';
import { Calibrations, Stations } from '#storage';
import { EventClients } from '../events/event-clients.js';
import { Asker, Person } from '../http/access/asker.js';
import { calibrationOf, cancelling, paging, station } from '../http/schemas.js';
import { CancelJobs } from '../lifecycle/cancel-jobs.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { CalibrationStream } from './calibration-stream.js';
import { RequestCalibration } from './request-calibration.js';

@ApiTags('calibrations')
@Controller('v1')
export class CalibrationsController {
  constructor(
    private readonly requests: RequestCalibration,
    private readonly cancels: CancelJobs,
    private readonly calibrations: Calibrations,
    private readonly stations: Stations,
    private readonly stream: CalibrationStream,
    private readonly clients: EventClients,
  ) {}

  @Post('stations/:station/calibrations')
  @HttpCode(202)
  @ApiOperation({ summary: "Build a model from the station's normals" })
  @describes('Queued', 202, shapes.calibration, [400, 401, 404, 409, 503])
  async request(
    @Param('station', station) stationId: string,
    @Body({ schema: calibrationRequest.prefault({}) }) asked: CalibrationRequest,
    @Person() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Calibration> {
    const by = asker.nameOr(asked.by);
    const calibration = await this.requests.request(stationId, { ...asked, by });
    void reply.header('location', `/v1/calibrations/${calibration.id}`);
    return calibration;
  }

  @Get('stations/:station/calibrations')
  @ApiOperation({ summary: "The station's calibrations, newest first" })
  @describes('One page', 200, shapes.calibrations, [400, 401, 404, 503])
  async list(
    @Param('station', station) stationId: string,
    @Query(paging) query: z.infer<typeof pageQuery>,
  ): Promise<Page<Calibration>> {
    await this.stations.get(stationId);
    return this.calibrations.list({ station: stationId, ...query });
  }

  @Post('calibrations/:calibration/cancel')
  @HttpCode(202)
  @ApiOperation({ summary: 'End a calibration that waits or runs; asking twice is asking once' })
  @describes(
    'The calibration; `cancelled` soon',
    202,
    shapes.calibration,
    [400, 401, 404, 409, 503],
  )
  async cancel(
    @Param('calibration', calibrationOf) id: string,
    @Body(cancelling) asked: CancelRequest,
    @Person() asker: Asker,
  ): Promise<Calibration> {
    return this.cancels.calibration(id, asker.nameOr(asked.by));
  }

  @Get('calibrations/:calibration')
  @ApiOperation({ summary: 'One calibration; with Accept: text/event-stream, as it goes on' })
  @ApiProduces('application/json', 'text/event-stream')
  @describes('The calibration', 200, shapes.calibration, [400, 401, 404, 503])
  async read(
    @Param('calibration', calibrationOf) id: string,
    @Headers('accept') accept: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const calibration = await this.calibrations.get(id);
    if (!(accept ?? '').includes('text/event-stream')) return void reply.send(calibration);
    await this.stream.follow(calibration, this.clients.open(request, reply));
  }
}
