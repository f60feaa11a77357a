import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Frame, type FrameRetry, type FramesPutBack } from '#contracts';
import { Asker, Person } from '../http/access/asker.js';
import { Changes } from '../http/access/changes.js';
import { Needs } from '../http/access/needs.js';
import { frame, retrying, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { RetryFrames } from './retry-frames.js';

@ApiTags('frames')
@Controller('v1')
export class RetriesController {
  constructor(
    private readonly frames: RetryFrames,
    private readonly changes: Changes,
  ) {}

  @Post('stations/:station/frames/retry')
  @Needs('operator')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Put failed frames of a station back in, oldest first; ask again until none is left',
  })
  @describes('How many', 202, shapes.framesPutBack, [400, 401, 404, 503])
  async retry(
    @Param('station', station) id: string,
    @Body(retrying) { code }: FrameRetry,
    @Person() asker: Asker,
  ): Promise<FramesPutBack> {
    return this.frames.retry(id, code, this.changes.of(asker));
  }

  @Post('frames/:frame/retry')
  @Needs('operator')
  @HttpCode(202)
  @ApiOperation({ summary: 'Put a failed frame back in' })
  @describes('Accepted again', 202, shapes.frame, [400, 401, 404, 409, 503])
  async retryOne(@Param('frame', frame) id: string, @Person() asker: Asker): Promise<Frame> {
    return this.frames.retryOne(id, this.changes.of(asker));
  }
}
