import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type AuditEntry,
  type KeptEmbeddings,
  type Page,
  type StationAuditQuery,
  stationAuditQuery,
} from '#contracts';
import { Audit, Embeddings, Stations } from '#storage';
import { Needs } from '../http/access/needs.js';
import { station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';

@ApiTags('models')
@Controller('v1/stations/:station')
export class LifecycleRecordsController {
  constructor(
    private readonly trail: Audit,
    private readonly embeddings: Embeddings,
    private readonly stations: Stations,
  ) {}

  @Get('audit')
  @Needs('viewer')
  @ApiOperation({
    summary: 'The audit trail: who did what to the station, newest first; outlives the station',
  })
  @describes('One page', 200, shapes.audit, [400, 401, 503])
  async audit(
    @Param('station', station) id: string,
    @Query({ schema: stationAuditQuery }) query: StationAuditQuery,
  ): Promise<Page<AuditEntry>> {
    return this.trail.list({ ...query, station: id });
  }

  @Get('embeddings')
  @Needs('viewer')
  @ApiOperation({ summary: 'The kept embeddings: how many, and what that costs on the disk' })
  @describes('The figures', 200, shapes.keptEmbeddings, [400, 401, 404, 503])
  async kept(@Param('station', station) id: string): Promise<KeptEmbeddings> {
    const { settings } = await this.stations.get(id);
    return this.embeddings.usage(id, settings.embeddings.keep);
  }
}
