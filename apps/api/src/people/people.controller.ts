import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type Account,
  type AccountPatch,
  accountPatch,
  type AccountRequest,
  accountRequest,
  type Session,
} from '#contracts';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { accountOf } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { ChangePeople } from './change-people.js';

/** The routes of accounts, for administrators. */
@ApiTags('people')
@Controller('v1/people')
export class PeopleController {
  constructor(private readonly people: ChangePeople) {}

  @Get()
  @Needs('administrator')
  @ApiOperation({ summary: 'All accounts, by name' })
  @describes('All of them', 200, shapes.accounts, [401, 503])
  async list(): Promise<{ items: Account[]; next: null }> {
    return { items: await this.people.list(), next: null };
  }

  @Post()
  @Needs('administrator')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Make an account; the first one is an administrator, and shuts the API',
  })
  @describes('Made', 201, shapes.account, [400, 401, 409, 503])
  make(
    @Body({ schema: accountRequest }) asked: AccountRequest,
    @Person() asker: Asker,
  ): Promise<Account> {
    return this.people.make(asked, asker);
  }

  @Patch(':account')
  @Needs('administrator')
  @ApiOperation({
    summary:
      'Change role, stations or password, disable or enable; who is disabled or gets a new password is signed out',
  })
  @describes('The account as it is now', 200, shapes.account, [400, 401, 404, 409, 503])
  change(
    @Param('account', accountOf) name: string,
    @Body({ schema: accountPatch }) patch: AccountPatch,
    @Person() asker: Asker,
  ): Promise<Account> {
    return this.people.change(name, patch, asker);
  }

  @Get(':account/sessions')
  @Needs('administrator')
  @ApiOperation({ summary: 'Where an account is signed in, last used first' })
  @describes('All that last', 200, shapes.sessions, [400, 401, 404, 503])
  async sessions(
    @Param('account', accountOf) name: string,
  ): Promise<{ items: Session[]; next: null }> {
    return { items: await this.people.sessionsOf(name), next: null };
  }

  @Delete(':account/sessions')
  @Needs('administrator')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign an account out everywhere' })
  @describes('Signed out', 204, null, [400, 401, 404, 503])
  endSessions(@Param('account', accountOf) name: string, @Person() asker: Asker): Promise<void> {
    return this.people.endSessions(name, asker);
  }
}
