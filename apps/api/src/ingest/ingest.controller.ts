import { Controller, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Accepted, type Inspection, linksOfFrame } from '#contracts';
import type { StoredFrame } from '#storage';
import { station } from '../http/schemas.js';
import { describes, imageBody } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import type { Settings } from '../settings.js';
import { apiSettings } from '../tokens.js';
import { Ingest } from './ingest.js';
import { waitOf } from './prefer.js';
import { readUpload } from './upload.js';
import { VerdictWait } from './verdict-wait.js';

@ApiTags('frames')
@Controller('v1/stations/:station/frames')
export class IngestController {
  constructor(
    @Inject(Ingest) private readonly ingest: Ingest,
    @Inject(VerdictWait) private readonly wait: VerdictWait,
    @Inject(apiSettings) private readonly settings: Settings,
  ) {}

  @Post()
  @HttpCode(202)
  @imageBody('Push one frame as the body, or several as multipart/form-data')
  @describes(
    'Accepted: the bytes are on disk and the job is in the queue',
    202,
    shapes.accepted,
    [400, 401, 404, 409, 413, 415, 422, 429, 503],
  )
  @describes('The whole inspection, when Prefer: wait was long enough', 200, shapes.inspection)
  async push(
    @Param('station', station) stationId: string,
    @Headers('prefer') prefer: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Accepted | Inspection | Accepted[] | Inspection[]> {
    const upload = await readUpload(request, this.settings.maxBytes);
    const frames = await this.ingest.take(stationId, upload);
    const inspections = await this.inspected(frames, waitOf(prefer), reply);
    if (inspections !== null) {
      void reply.code(200);
      return upload.multipart ? inspections : inspections[0]!;
    }
    if (!upload.multipart) void reply.header('location', linksOfFrame(frames[0]!.id).self);
    const accepted = frames.map(toAccepted);
    return upload.multipart ? accepted : accepted[0]!;
  }

  /** The inspections of all frames, or null when they are not there in time or nobody waits. */
  private async inspected(
    frames: StoredFrame[],
    seconds: number,
    reply: FastifyReply,
  ): Promise<Inspection[] | null> {
    if (seconds === 0) return null;
    void reply.header('preference-applied', `wait=${seconds}`);
    const found = await Promise.all(
      frames.map((frame) => this.wait.inspectionOf(frame.id, seconds)),
    );
    return found.every((inspection) => inspection !== null) ? found : null;
  }
}

function toAccepted(frame: StoredFrame): Accepted {
  const { id, state } = frame;
  return { id, stationId: frame.station, state, links: linksOfFrame(id) };
}
