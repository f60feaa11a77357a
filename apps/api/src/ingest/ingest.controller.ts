import { Controller, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Accepted,
  type DeadlineAnswer,
  type Inspection,
  linksOfFrame,
  type RefusedFile,
} from '#contracts';
import type { StoredFrame } from '#storage';
import { Needs } from '../http/access/needs.js';
import { station } from '../http/schemas.js';
import { describes, imageBody } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import type { Settings } from '../settings.js';
import { apiSettings } from '../tokens.js';
import { AnswerWait } from './answer-wait.js';
import { Ingest, type Taken } from './ingest.js';
import { waitOf } from './prefer.js';
import { readUpload } from './upload.js';

@ApiTags('frames')
@Controller('v1/stations/:station/frames')
export class IngestController {
  constructor(
    private readonly ingest: Ingest,
    private readonly wait: AnswerWait,
    @Inject(apiSettings) private readonly settings: Settings,
  ) {}

  @Post()
  @Needs('ingest')
  @HttpCode(202)
  @imageBody('Push one frame as the body, or several as multipart/form-data')
  @describes(
    'Accepted: the bytes are on disk and the job is in the queue',
    202,
    shapes.accepted,
    [400, 401, 404, 409, 413, 415, 422, 429, 503],
  )
  @describes(
    'The whole inspection, when Prefer: wait was long enough; at its deadline, a frame without one has the fail-safe verdict',
    200,
    shapes.frameAnswered,
  )
  async push(
    @Param('station', station) stationId: string,
    @Headers('prefer') prefer: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer | Answer[]> {
    const upload = await readUpload(request, this.settings.maxBytes);
    const taken = await this.ingest.take(stationId, upload);
    const frames = taken.filter(isFrame);
    const held = await this.answered(frames, waitOf(prefer), reply);
    if (held !== null) void reply.code(200);
    else if (!upload.multipart) void reply.header('location', linksOfFrame(frames[0]!.id).self);
    const { warnings } = upload;
    const answers = taken.map((one) => {
      if (!isFrame(one)) return one;
      const answer = held?.get(one.id);
      return answer ? { ...answer, warnings } : toAccepted(one, warnings);
    });
    return upload.multipart ? answers : answers[0]!;
  }

  /** Returns what holds of all frames by their ids, or null when it is not there in time or nobody waits. */
  private async answered(
    frames: StoredFrame[],
    seconds: number,
    reply: FastifyReply,
  ): Promise<Map<string, Inspection | DeadlineAnswer> | null> {
    if (seconds === 0) return null;
    void reply.header('preference-applied', `wait=${seconds}`);
    const found = await Promise.all(frames.map((frame) => this.wait.answerOf(frame, seconds)));
    const there = found.filter((answer) => answer !== null);
    if (there.length < frames.length) return null;
    return new Map(there.map((answer) => [answer.frameId, answer]));
  }
}

type Answer = Accepted | ((Inspection | DeadlineAnswer) & { warnings: string[] }) | RefusedFile;

function isFrame(taken: Taken): taken is StoredFrame {
  return taken.state !== 'refused';
}

function toAccepted({ id, state, station: stationId }: StoredFrame, warnings: string[]): Accepted {
  return { id, stationId, state, links: linksOfFrame(id), warnings };
}
