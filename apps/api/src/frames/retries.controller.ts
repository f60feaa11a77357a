import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FrameRetry, type FramesPutBack } from '#contracts';
import { Needs } from '../http/access/needs.js';
import { retrying, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { RetryFrames } from './retry-frames.js';

@ApiTags('frames')
@Controller('v1/stations/:station/frames')
export class RetriesController {
  constructor(private readonly frames: RetryFrames) {}

  @Post('retry')
  @Needs('operator')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Put failed frames of a station back in, oldest first; ask again until none is left',
  })
  @describes('How many', 202, shapes.framesPutBack, [400, 401, 404, 503])
  async retry(
    @Param('station', station) id: string,
    @Body(retrying) { code }: FrameRetry,
  ): Promise<FramesPutBack> {
    return this.frames.retry(id, code);
  }
}
