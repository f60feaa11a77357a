import {
  Body,
  Get,
  Headers,
  HttpCode,
  Injectable,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type CancelRequest,
  type JobLane,
  jobLanes,
  type LongJob,
  type Page,
  type ShownJob,
} from '#contracts';
import { Jobs, Stations } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { cancelling, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import { JobStream } from './job-stream.js';
import { LongJobs } from './long-jobs.js';

interface JobList {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly kind?: string | undefined;
}

export interface JobRoutes<Shown extends ShownJob> {
  readonly lane: JobLane;
  /** Returns what callers see of a job of this lane; `shape` and `page` are the schemas of it and of a page. */
  readonly show: (job: LongJob) => Shown;
  readonly shape: z.ZodType;
  readonly page: z.ZodType;
  /** The schema of what its list may be asked for. */
  readonly query: z.ZodType<JobList>;
  /** One sentence on each route, for the document of the API. */
  readonly says: { readonly list: string; readonly cancel: string };
}

/**
 * Returns the routes that the jobs of each lane have: a station's list, one job (also as it goes on), and its end. The
 * controller of a lane adds how one is asked for.
 */
export function jobController<Shown extends ShownJob>(routes: JobRoutes<Shown>) {
  const { lane, show, shape, page, says } = routes;
  const { noun, path, refusesLateCancel } = jobLanes[lane];
  const jobOf = { schema: z.uuid() };
  const notCancelled = refusesLateCancel ? [400, 401, 404, 409, 503] : [400, 401, 404, 503];

  @Injectable()
  abstract class JobController {
    constructor(
      private readonly stations: Stations,
      private readonly jobs: Jobs,
      private readonly stream: JobStream,
      protected readonly longJobs: LongJobs,
    ) {}

    @Get(`stations/:station/${path}`)
    @Needs('viewer')
    @ApiOperation({ summary: says.list })
    @describes('One page', 200, page, [400, 401, 404, 503])
    async list(
      @Param('station', station) stationId: string,
      @Query({ schema: routes.query }) query: JobList,
    ): Promise<Page<Shown>> {
      await this.stations.get(stationId);
      const { items, next } = await this.jobs.list({ station: stationId, lane, ...query });
      return { items: items.map(show), next };
    }

    @Post(`${path}/:${noun}/cancel`)
    @Needs('engineer')
    @HttpCode(202)
    @ApiOperation({ summary: says.cancel })
    @describes(`The ${noun}; \`cancelled\` soon`, 202, shape, notCancelled)
    async cancel(
      @Param(noun, jobOf) id: string,
      @Body(cancelling) asked: CancelRequest,
      @Person() asker: Asker,
    ): Promise<Shown> {
      return show(await this.longJobs.cancel(lane, id, asker.nameOr(asked.by)));
    }

    @Get(`${path}/:${noun}`)
    @Needs('viewer')
    @ApiOperation({ summary: `One ${noun}; with Accept: text/event-stream, as it goes on` })
    @ApiProduces('application/json', 'text/event-stream')
    @describes(`The ${noun}`, 200, shape, [400, 401, 404, 503])
    async read(
      @Param(noun, jobOf) id: string,
      @Headers('accept') accept: string | undefined,
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      const job = await this.jobs.get(lane, id);
      if (!(accept ?? '').includes('text/event-stream')) return void reply.send(show(job));
      await this.stream.follow(job, request, reply);
    }

    /** The answer to who asked for a job, with its address. */
    protected asked(job: LongJob, reply: FastifyReply): Shown {
      void reply.header('location', `/v1/${path}/${job.id}`);
      return show(job);
    }
  }
  return JobController;
}
