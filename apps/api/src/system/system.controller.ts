import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SystemState } from '#contracts';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { ReadSystem } from './read-system.js';

@ApiTags('system')
@Controller('v1/system')
export class SystemController {
  constructor(private readonly system: ReadSystem) {}

  @Get()
  @Needs('engineer', { stations: 'filtered' })
  @ApiOperation({
    summary:
      'Processes, queues, failed frames, disk and versions: where to look when something is wrong',
  })
  @describes('As it is now', 200, shapes.systemState, [401, 503])
  read(@Person() { stations }: Asker): Promise<SystemState> {
    return this.system.now(stations);
  }
}
