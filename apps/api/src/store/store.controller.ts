import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type StoreState, TouchstoneError } from '#contracts';
import { StoreIdentity } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Changes } from '../http/access/changes.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { Needs } from '../http/access/needs.js';

@ApiTags('store')
@Controller('v1/store')
export class StoreController {
  constructor(
    private readonly store: StoreIdentity,
    private readonly changes: Changes,
  ) {}

  @Get()
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({ summary: 'The agreement of the blob store with the records' })
  @describes('Both ids', 200, shapes.storeState, [401, 503])
  async read(): Promise<StoreState> {
    const reason = await this.doubt();
    return { agrees: reason === null, ...(await this.store.read()), reason };
  }

  @Post('adopt')
  @Needs('administrator')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Make the store of this API the one of the records, after the old one was lost',
  })
  @describes('Both ids', 200, shapes.storeState, [401, 503])
  async adopt(@Person() asker: Asker): Promise<StoreState> {
    await this.store.adopt(this.changes.of(asker));
    return this.read();
  }

  private async doubt(): Promise<string | null> {
    try {
      await this.store.prove();
      return null;
    } catch (error) {
      if (error instanceof TouchstoneError && error.code === 'store-in-doubt') return error.message;
      throw error;
    }
  }
}
