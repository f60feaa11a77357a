import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  type Analysis,
  type AnalysisRequest,
  analysisRequestOf,
  type JobKind,
  kindsOf,
  pageQuery,
  shownAnalysis,
} from '#contracts';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { jobController } from './job-controller.js';

/** Returns the routes of analyses of these kinds. */
export function analysesController(all: readonly JobKind[]) {
  const kinds = kindsOf('analyse', all);
  const kind = z.enum(kinds.map(({ name }) => name)).optional();
  const asking = { schema: analysisRequestOf(kinds) };
  const JobController = jobController({
    lane: 'analyse',
    show: shownAnalysis,
    shape: shapes.analysis,
    page: shapes.analyses,
    query: pageQuery.extend({ kind }),
    says: {
      list: "The station's analyses, newest first, of one kind or of all",
      cancel: 'End an analysis; one that has ended stays as it is',
    },
  });

  @ApiTags('analyses')
  @Controller('v1')
  class AnalysesController extends JobController {
    @Post('stations/:station/analyses')
    @Needs('engineer')
    @HttpCode(202)
    @ApiOperation({
      summary: 'Ask for a map, a grouping of alerts, names for defects or a training',
    })
    @describes('Queued', 202, shapes.analysis, [400, 401, 404, 429, 503])
    async request(
      @Param('station', station) stationId: string,
      @Body(asking) asked: AnalysisRequest,
      @Person() asker: Asker,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Analysis> {
      const wanted = kinds.find(({ name }) => name === asked.kind)!;
      const by = asker.nameOr(asked.by);
      const settings = { ...asked.settings };
      return this.asked(await this.longJobs.request(stationId, wanted, { settings, by }), reply);
    }
  }
  return AnalysesController;
}
