import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { modelId, TouchstoneError } from '#contracts';
import { Blobs, TestPictures } from '#storage';
import { Needs } from '../http/access/needs.js';
import { picture, pictureQuery, station, testPicture } from '../http/schemas.js';
import { pictures } from '../openapi/describe.js';
import { Pictures } from '../reading/pictures.js';
import { TestHeatmaps } from './test-heatmaps.js';

const heatmapQuery = pictureQuery.extend({ model: modelId.optional() });

/** The pictures of a test set, and what models see in them. */
@ApiTags('test sets')
@Controller('v1/stations/:station/test-set/:picture')
export class TestPicturesController {
  constructor(
    private readonly known: TestPictures,
    private readonly blobs: Blobs,
    private readonly pictures: Pictures,
    private readonly heatmaps: TestHeatmaps,
  ) {}

  @Get('image')
  @Needs('viewer')
  @pictures('The bytes as they were sent', ['image/*'], [400, 401, 404, 503])
  async image(
    @Param('station', station) stationId: string,
    @Param('picture', testPicture) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pictures.original(await this.known.get(stationId, id), request, reply);
  }

  @Get('thumbnail')
  @Needs('viewer')
  @pictures('A small JPEG', ['image/jpeg'], [400, 401, 404, 503])
  async thumbnail(
    @Param('station', station) stationId: string,
    @Param('picture', testPicture) id: string,
    @Query(picture) { side }: z.infer<typeof pictureQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pictures.thumbnail(await this.known.get(stationId, id), side, request, reply);
  }

  @Get('mask')
  @Needs('viewer')
  @pictures('The mask as it was sent', ['image/*'], [400, 401, 404, 503])
  async mask(
    @Param('station', station) stationId: string,
    @Param('picture', testPicture) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { maskBlob } = await this.known.get(stationId, id);
    if (maskBlob === null)
      throw new TouchstoneError('mask-not-found', `the test picture ${id} has no mask`);
    const bytes = await this.blobs.get(maskBlob);
    void reply.headers({ 'cache-control': 'no-store', 'content-type': 'image/png' }).send(bytes);
  }

  /** Scores of a model and a picture never change, so that their ids and the size name the drawing. */
  @Get('heatmap')
  @Needs('viewer')
  @pictures(
    "The picture under a model's anomaly map, as PNG; without ?model= the active one's",
    ['image/png'],
    [400, 401, 404, 409, 422, 503],
  )
  async heatmap(
    @Param('station', station) stationId: string,
    @Param('picture', testPicture) id: string,
    @Query({ schema: heatmapQuery }) { model, side = 1024 }: z.infer<typeof heatmapQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const drawn = await this.heatmaps.of(stationId, id, model);
    const kind = { name: `${drawn.name}-${side}`, mediaType: 'image/png' };
    await this.pictures.sendDrawn(kind, request, reply, () => drawn.draw(side));
  }
}
