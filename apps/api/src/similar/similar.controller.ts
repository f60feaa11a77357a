import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type SimilarQuery, similarQuery } from '#contracts';
import { Needs } from '../http/access/needs.js';
import { frame } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { containmentCsv } from './containment-csv.js';
import { FindSimilar } from './find-similar.js';

@ApiTags('frames')
@Controller('v1/frames/:frame/similar')
export class SimilarController {
  constructor(private readonly similar: FindSimilar) {}

  @Get()
  @Needs('viewer', { stations: 'asked' })
  @ApiOperation({ summary: 'Frames that look like this one, most similar first; as JSON or CSV' })
  @ApiProduces('application/json', 'text/csv')
  @describes('The frames', 200, shapes.similarFrames, [400, 401, 404, 409, 503])
  async find(
    @Param('frame', frame) id: string,
    @Query({ schema: similarQuery }) query: SimilarQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.similar.find(id, query);
    if (query.format === 'json') return void reply.send(found);
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="similar-to-${id}.csv"`)
      .send(containmentCsv(found.items));
  }
}
