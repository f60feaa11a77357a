import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type Frame, type frameQuery, type Page } from '#contracts';
import { Families, Frames, Inspections } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { frame, frameList, picture, type pictureQuery } from '../http/schemas.js';
import { describes, pictures } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { Pictures } from '../reading/pictures.js';
import { Heatmaps } from './heatmaps.js';

@ApiTags('frames')
@Controller('v1/frames')
export class FramesController {
  constructor(
    private readonly frames: Frames,
    private readonly inspections: Inspections,
    private readonly families: Families,
    private readonly pictures: Pictures,
    private readonly heatmaps: Heatmaps,
  ) {}

  @Get()
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({ summary: 'Frames, newest first; state=failed lists what could not be inspected' })
  @describes('One page', 200, shapes.frames, [400, 401, 503])
  async list(
    @Query(frameList) query: z.infer<typeof frameQuery>,
    @Person() { stations }: Asker,
  ): Promise<Page<Frame>> {
    return this.frames.list({ ...query, stations });
  }

  @Get(':frame')
  @Needs('viewer')
  @ApiOperation({ summary: 'One frame, with its inspection once it has one' })
  @describes('The frame', 200, shapes.frame, [400, 401, 404, 503])
  async read(@Param('frame', frame) id: string): Promise<Frame> {
    const read = await this.frames.read(id);
    return { ...read, look: (await this.families.looksOf([id])).get(id) ?? null };
  }

  @Get(':frame/image')
  @Needs('viewer')
  @pictures('The bytes as they were sent', ['image/*'], [400, 401, 404, 410, 503])
  async image(
    @Param('frame', frame) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pictures.original(await this.frames.withPicture(id), request, reply);
  }

  @Get(':frame/thumbnail')
  @Needs('viewer')
  @pictures('A small JPEG', ['image/jpeg'], [400, 401, 404, 410, 422, 503])
  async thumbnail(
    @Param('frame', frame) id: string,
    @Query(picture) { side }: z.infer<typeof pictureQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pictures.thumbnail(await this.frames.withPicture(id), side, request, reply);
  }

  /** A frame has one inspection, ever: its id and the size name the picture. */
  @Get(':frame/heatmap')
  @Needs('viewer')
  @pictures(
    'The frame under its anomaly map, as PNG',
    ['image/png'],
    [400, 401, 404, 410, 422, 503],
  )
  async heatmap(
    @Param('frame', frame) id: string,
    @Query(picture) { side = 1024 }: z.infer<typeof pictureQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stored = await this.frames.withPicture(id);
    await this.inspections.get(id);
    const kind = { name: `${id}-heatmap-${side}`, mediaType: 'image/png' };
    await this.pictures.sendDrawn(kind, request, reply, () => this.heatmaps.draw(stored, side));
  }
}
