import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { TouchstoneError } from '#contracts';
import { Blobs, Jobs } from '#storage';
import { Needs } from '../http/access/needs.js';
import { analysisOf } from '../http/schemas.js';
import { pictures } from '../openapi/describe.js';

@ApiTags('analyses')
@Controller('v1/analyses/:analysis/curves')
export class CurvesController {
  constructor(
    private readonly jobs: Jobs,
    private readonly blobs: Blobs,
  ) {}

  @Get()
  @Needs('viewer')
  @pictures(
    'Loss and held-out figure of a finished training',
    ['image/svg+xml'],
    [400, 401, 404, 503],
  )
  async read(@Param('analysis', analysisOf) id: string, @Res() reply: FastifyReply): Promise<void> {
    const { kind, state } = await this.jobs.get('analyse', id);
    const blob = await this.jobs.blobOf(id);
    if (kind !== 'train' || blob === null)
      throw new TouchstoneError(
        'analysis-not-found',
        kind === 'train'
          ? `the curves of ${id} are not there: it is ${state}`
          : `analysis ${id} is no training`,
      );
    void reply.header('content-type', 'image/svg+xml').send(await this.blobs.get(blob));
  }
}
