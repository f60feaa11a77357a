import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FrameVerdict } from '#contracts';
import { Deadlines } from '#storage';
import { Needs } from '../http/access/needs.js';
import { frame } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';

@ApiTags('frames')
@Controller('v1/frames')
export class VerdictsController {
  constructor(private readonly deadlines: Deadlines) {}

  @Get(':frame/verdict')
  @Needs('viewer')
  @ApiOperation({
    summary: 'The verdict that holds of a frame, who said it, and its inspection, also a late one',
  })
  @describes('What holds', 200, shapes.frameVerdict, [400, 401, 404, 503])
  verdict(@Param('frame', frame) id: string): Promise<FrameVerdict> {
    return this.deadlines.verdictOf(id);
  }
}
