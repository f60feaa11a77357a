import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { OpenSession } from '#contracts';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { sessionOf } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { ChangePeople } from './change-people.js';

/** The routes of sign-ins of everybody, for administrators. */
@ApiTags('people')
@Controller('v1/sessions')
export class SessionsController {
  constructor(private readonly people: ChangePeople) {}

  @Get()
  @Needs('administrator')
  @ApiOperation({ summary: 'Who is signed in and from where, last used first' })
  @describes('All that last', 200, shapes.openSessions, [401, 503])
  async list(@Person() asker: Asker): Promise<{ items: OpenSession[]; next: null }> {
    return { items: await this.people.openSessions(asker), next: null };
  }

  @Delete(':session')
  @Needs('administrator')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one sign-in' })
  @describes('Ended', 204, null, [400, 401, 404, 503])
  end(@Param('session', sessionOf) id: string, @Person() asker: Asker): Promise<void> {
    return this.people.endSession(id, asker);
  }
}
