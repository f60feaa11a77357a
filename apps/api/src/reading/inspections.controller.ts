import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Inspection, type InspectionQuery, inspectionQuery, type Page } from '#contracts';
import { Inspections } from '#storage';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';

@ApiTags('inspections')
@Controller('v1/inspections')
export class InspectionsController {
  constructor(private readonly inspections: Inspections) {}

  @Get()
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({ summary: 'Inspections, newest first, by station, verdict, part, lot and time' })
  @describes('One page', 200, shapes.inspections, [400, 401, 503])
  async list(
    @Query({ schema: inspectionQuery }) query: InspectionQuery,
    @Person() { stations }: Asker,
  ): Promise<Page<Inspection>> {
    return this.inspections.list({ ...query, stations });
  }
}
