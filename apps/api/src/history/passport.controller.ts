import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Passport, passportQuery } from '#contracts';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { ReadPassport } from './read-passport.js';

@ApiTags('inspections')
@Controller('v1/passport')
export class PassportController {
  constructor(private readonly passports: ReadPassport) {}

  @Get()
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({
    summary:
      "A part's passport: all frames of all stations that show it, with verdicts, models and answers",
  })
  @describes('The part; without frames where none shows it', 200, shapes.passport, [400, 401, 503])
  read(
    @Query({ schema: passportQuery }) { part }: { part: string },
    @Person() { stations }: Asker,
  ): Promise<Passport> {
    return this.passports.of(part, stations);
  }
}
