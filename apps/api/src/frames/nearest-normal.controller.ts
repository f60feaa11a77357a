import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type Inspection, TouchstoneError } from '#contracts';
import { Frames, Inspections, Normals, type StoredNormal } from '#storage';
import { Needs } from '../http/access/needs.js';
import { frame, nearest, type nearestQuery } from '../http/schemas.js';
import { describes, pictures } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { Pictures } from '../reading/pictures.js';

/** The routes of what a frame's worst patch was compared with: the normal itself, and the place on it. */
@ApiTags('frames')
@Controller('v1/frames/:frame/nearest-normal')
export class NearestNormalController {
  constructor(
    private readonly frames: Frames,
    private readonly inspections: Inspections,
    private readonly normals: Normals,
    private readonly pictures: Pictures,
  ) {}

  @Get()
  @Needs('viewer')
  @pictures(
    'The nearest normal: its image, a thumbnail, or the places as JSON',
    ['image/*', 'application/json'],
    [400, 401, 404, 503],
  )
  @describes('With format=json: the patches, on a grid of rows and columns', 200, shapes.nearest)
  async read(
    @Param('frame', frame) id: string,
    @Query(nearest) { format }: z.infer<typeof nearestQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const inspection = await this.inspectionOf(id);
    void reply.headers(placesOf(inspection));
    if (format === 'json') return void reply.send(documentOf(inspection));
    const normal = await this.normalOf(inspection);
    if (format === 'image') await this.pictures.original(normal, request, reply);
    else await this.pictures.thumbnail(normal, undefined, request, reply);
  }

  /** Throws `frame-not-found` for a frame that is not there at all, else `inspection-not-found`. */
  private async inspectionOf(id: string): Promise<Inspection> {
    const inspection = await this.inspections.find(id);
    if (inspection !== null) return inspection;
    await this.frames.get(id);
    return this.inspections.get(id);
  }

  private async normalOf({ nearest: { normalId } }: Inspection): Promise<StoredNormal> {
    const normal = await this.normals.find(normalId);
    if (normal === null)
      throw new TouchstoneError(
        'blob-not-found',
        `normal ${normalId} was deleted since the calibration`,
      );
    return normal;
  }
}

/** `row,column` of the patch on the frame and on the normal, and the grid's `rows,columns`. */
function placesOf({ nearest, grid }: Inspection): Record<string, string> {
  return {
    'touchstone-normal-id': nearest.normalId,
    'touchstone-patch': `${nearest.patch.row},${nearest.patch.column}`,
    'touchstone-normal-patch': `${nearest.normalPatch.row},${nearest.normalPatch.column}`,
    'touchstone-grid': `${grid.rows},${grid.columns}`,
  };
}

function documentOf({ nearest, grid, stationId }: Inspection): z.infer<typeof shapes.nearest> {
  return { ...nearest, grid, image: `/v1/stations/${stationId}/normals/${nearest.normalId}/image` };
}
