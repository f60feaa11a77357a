import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { AuditEntry, AuditVerification, Page, pageQuery } from '#contracts';
import { Audit, AuditProof, serviceChain } from '#storage';
import { paging } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { Needs } from '../http/access/needs.js';

@ApiTags('audit')
@Controller('v1/audit')
export class AuditController {
  constructor(
    private readonly proof: AuditProof,
    private readonly trail: Audit,
  ) {}

  @Get()
  @Needs('administrator')
  @ApiOperation({
    summary: 'The audit trail of the whole service: people, sign-ins and keys, newest first',
  })
  @describes('One page', 200, shapes.audit, [400, 401, 503])
  list(@Query(paging) query: z.infer<typeof pageQuery>): Promise<Page<AuditEntry>> {
    return this.trail.list({ station: serviceChain, ...query });
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
