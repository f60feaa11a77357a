import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AuditVerification } from '#contracts';
import { AuditProof } from '#storage';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';

@ApiTags('audit')
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly proof: AuditProof) {}

  @Get('verification')
  @ApiOperation({
    summary: 'Go over the whole audit trail: which entries are not as they were written',
  })
  @describes('What was found', 200, shapes.auditVerification, [401, 503])
  verify(): Promise<AuditVerification> {
    return this.proof.verify();
  }
}
