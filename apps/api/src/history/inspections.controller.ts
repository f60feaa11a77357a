import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type Inspection,
  type InspectionFilters,
  inspectionFilters,
  type InspectionQuery,
  inspectionQuery,
  type Page,
} from '#contracts';
import { Inspections } from '#storage';
import type { Clock } from '#telemetry';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { asFile, csvType } from '../http/csv.js';
import { describes, raw } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';
import { ExportInspections } from './export-inspections.js';

@ApiTags('inspections')
@Controller('v1/inspections')
export class InspectionsController {
  constructor(
    private readonly inspections: Inspections,
    private readonly exporting: ExportInspections,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({
    summary: 'Inspections, newest first, by station, verdict, part, lot, model, family and time',
  })
  @describes('One page', 200, shapes.inspections, [400, 401, 503])
  async list(
    @Query({ schema: inspectionQuery }) query: InspectionQuery,
    @Person() { stations }: Asker,
  ): Promise<Page<Inspection>> {
    return this.inspections.list({ ...query, stations });
  }

  @Get('export')
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({ summary: 'All inspections that are asked for as CSV, newest first, unbounded' })
  @raw('A row for each inspection', ['text/csv'], [400, 401, 503])
  export(
    @Query({ schema: inspectionFilters }) asked: InspectionFilters,
    @Person() { stations }: Asker,
    @Res() reply: FastifyReply,
  ): void {
    const day = this.clock.now().toISOString().slice(0, 10);
    void reply
      .header('content-type', csvType)
      .header(...asFile(`touchstone-inspections-${day}.csv`))
      .send(this.exporting.stream({ ...asked, stations }));
  }
}
