import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type AuditEntry,
  type AuditExportQuery,
  auditExportQuery,
  type AuditQuery,
  auditQuery,
  type AuditVerification,
  type Page,
} from '#contracts';
import { Audit, AuditProof } from '#storage';
import type { Clock } from '#telemetry';
import { asFile, csvType } from '../http/csv.js';
import { Needs } from '../http/access/needs.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';
import { ExportAudit } from './export-audit.js';
import { trailOf } from './trail-of.js';

@ApiTags('audit')
@Controller('v1/audit')
export class AuditController {
  constructor(
    private readonly proof: AuditProof,
    private readonly trail: Audit,
    private readonly exporting: ExportAudit,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('administrator')
  @ApiOperation({
    summary:
      'The audit trail of the service (people, sign-ins, keys), with `of=all` of every station too, newest first',
  })
  @describes('One page', 200, shapes.audit, [400, 401, 503])
  list(@Query({ schema: auditQuery }) query: AuditQuery): Promise<Page<AuditEntry>> {
    return this.trail.list({ ...query, station: trailOf(query) });
  }

  @Get('export')
  @Needs('administrator')
  @ApiOperation({ summary: 'All entries that are asked for as a file, newest first' })
  @ApiProduces('application/json', 'text/csv')
  @describes('The entries', 200, shapes.auditEntries, [400, 401, 503])
  export(
    @Query({ schema: auditExportQuery }) query: AuditExportQuery,
    @Res() reply: FastifyReply,
  ): void {
    const day = this.clock.now().toISOString().slice(0, 10);
    const type = query.format === 'csv' ? csvType : 'application/json; charset=utf-8';
    void reply
      .header('content-type', type)
      .header(...asFile(`touchstone-audit-${day}.${query.format}`))
      .send(this.exporting.stream(query));
  }

  @Get('verification')
  @Needs('engineer')
  @ApiOperation({
    summary: 'Go over the whole audit trail: which entries are not as they were written',
  })
  @describes('What was found', 200, shapes.auditVerification, [401, 503])
  verify(): Promise<AuditVerification> {
    return this.proof.verify();
  }
}
