import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type ReportQuery, reportQuery } from '#contracts';
import { Needs } from '../http/access/needs.js';
import { asFile, csvType } from '../http/csv.js';
import { station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { ReadReport } from './read-report.js';
import { reportCsv } from './report-csv.js';

@ApiTags('reports')
@Controller('v1/stations/:station/report')
export class ReportsController {
  constructor(private readonly reports: ReadReport) {}

  @Get()
  @Needs('viewer')
  @ApiOperation({
    summary:
      'A station over a period: rates against the promise, p-chart, families, answers, changes; as JSON or CSV',
  })
  @ApiProduces('application/json', 'text/csv')
  @describes('The report', 200, shapes.periodReport, [400, 401, 404, 503])
  async read(
    @Param('station', station) id: string,
    @Query({ schema: reportQuery }) { from, until, format }: ReportQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const report = await this.reports.of(id, from, until);
    if (format === 'json') return void reply.send(report);
    void reply
      .header('content-type', csvType)
      .header(...asFile(`touchstone-${id}-${from.slice(0, 10)}.csv`))
      .send(reportCsv(report));
  }
}
