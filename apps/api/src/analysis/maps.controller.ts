import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs } from '../http/access/needs.js';
import { analysisOf } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { ReadMap } from './read-map.js';

const compress = promisify(gzip);

@ApiTags('analyses')
@Controller('v1/analyses/:analysis/map')
export class MapsController {
  constructor(private readonly maps: ReadMap) {}

  @Get()
  @Needs('viewer')
  @ApiOperation({ summary: 'The points of a map, with verdict, label and time of each as of now' })
  @describes('The map, a column per fact', 200, shapes.analysisMap, [400, 401, 404, 503])
  async read(
    @Param('analysis', analysisOf) id: string,
    @Headers('accept-encoding') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const json = JSON.stringify(await this.maps.read(id));
    void reply.header('content-type', 'application/json; charset=utf-8').header('vary', 'accept-encoding'); // prettier-ignore
    // 50,000 points are 6 MB of text and a third of that packed.
    if (!/\bgzip\b/.test(accepted ?? '')) return void reply.send(json);
    void reply.header('content-encoding', 'gzip').send(await compress(json, { level: 4 }));
  }
}
