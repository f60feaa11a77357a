import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { StorageFigures } from '#contracts';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { ReadStorage } from './read-storage.js';
import { Needs } from '../http/access/needs.js';

@ApiTags('storage')
@Controller('v1/storage')
export class StorageController {
  constructor(private readonly storage: ReadStorage) {}

  @Get()
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({ summary: 'The room that there is for pictures, and when it is used up' })
  @describes(
    'The figures; growth is at most ten minutes old',
    200,
    shapes.storageFigures,
    [401, 503],
  )
  read(): Promise<StorageFigures> {
    return this.storage.now();
  }
}
