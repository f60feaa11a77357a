import { Controller, Delete, Get, HttpCode, Inject, Param, Put, Query, Req, Res } from '@nestjs/common'; // prettier-ignore
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CameraState, Station } from '#contracts';
import { CameraStates, Stations } from '#storage';
import type { z } from 'zod';
import { Teller } from '../events/teller.js';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { byPerson, station } from '../http/schemas.js';
import { readUpload } from '../ingest/upload.js';
import { describes, imageBody, pictures } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import type { Settings } from '../settings.js';
import { KnownStations } from '../stations/known-stations.js';
import { apiSettings } from '../tokens.js';
import { StationMasks } from './station-masks.js';

type ByPerson = z.infer<typeof byPerson.schema>;

@ApiTags('camera')
@Controller('v1/stations/:station')
export class CameraController {
  constructor(
    private readonly cameras: CameraStates,
    private readonly stations: Stations,
    private readonly known: KnownStations,
    private readonly masks: StationMasks,
    private readonly teller: Teller,
    @Inject(apiSettings) private readonly settings: Settings,
  ) {}

  @Get('camera')
  @Needs('viewer')
  @ApiOperation({ summary: 'The state of the camera: invalid frames in a row, and why' })
  @describes('The state', 200, shapes.cameraState, [400, 401, 404, 503])
  async state(@Param('station', station) id: string): Promise<CameraState> {
    await this.stations.get(id);
    return this.cameras.get(id);
  }

  @Put('mask')
  @Needs('engineer')
  @imageBody('Set the mask image, over the whole frame: white counts, black is ignored')
  @describes('The station', 200, shapes.station, [400, 401, 404, 413, 415, 422, 503])
  async put(
    @Param('station', station) id: string,
    @Query(byPerson) said: ByPerson,
    @Person() asker: Asker,
    @Req() request: FastifyRequest,
  ): Promise<Station> {
    await this.stations.get(id);
    const { images } = await readUpload(request, this.settings.maxBytes);
    const changed = await this.masks.put(id, images[0]!, asker.nameOr(said.by));
    this.known.forget(id);
    await this.teller.stationChanged(id, 'mask');
    return changed;
  }

  @Delete('mask')
  @Needs('engineer')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take the mask image away; polygons stay' })
  @describes('Gone', 204, null, [400, 401, 404, 503])
  async clear(
    @Param('station', station) id: string,
    @Query(byPerson) said: ByPerson,
    @Person() asker: Asker,
  ): Promise<void> {
    await this.masks.clear(id, asker.nameOr(said.by));
    this.known.forget(id);
    await this.teller.stationChanged(id, 'mask');
  }

  @Get('mask')
  @Needs('viewer')
  @pictures('The mask image as it is kept: black and white', ['image/png'], [400, 401, 404, 503])
  async image(@Param('station', station) id: string, @Res() reply: FastifyReply): Promise<void> {
    sendPng(reply, await this.masks.image(id));
  }

  @Get('mask/preview')
  @Needs('viewer')
  @pictures(
    'All masks and the region of interest over the newest normal',
    ['image/png'],
    [400, 401, 404, 409, 503],
  )
  async preview(@Param('station', station) id: string, @Res() reply: FastifyReply): Promise<void> {
    sendPng(reply, await this.masks.preview(id));
  }
}

/** Masks change: nobody keeps their pictures. */
function sendPng(reply: FastifyReply, png: Buffer): void {
  void reply.headers({ 'cache-control': 'no-store', 'content-type': 'image/png' }).send(png);
}
