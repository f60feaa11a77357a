import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { modelId, type TestComparison, type TestReport } from '#contracts';
import { Needs } from '../http/access/needs.js';
import { model, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { ReadTestSet } from './read-test-set.js';

const reporting = { schema: z.object({ model: modelId.optional() }) };
const comparing = { schema: z.object({ against: modelId.optional() }) };

/** The routes of what models are on a station's test set. */
@ApiTags('test sets')
@Controller('v1/stations/:station')
export class TestReportsController {
  constructor(private readonly reading: ReadTestSet) {}

  @Get('test-set/report')
  @Needs('viewer')
  @ApiOperation({
    summary:
      'The figures of a model on the test set, at the limits it has now; the active model without ?model=',
  })
  @describes('The figures, and what is missing', 200, shapes.testReport, [400, 401, 404, 503])
  async report(
    @Param('station', station) stationId: string,
    @Query(reporting) query: { model?: string | undefined },
  ): Promise<TestReport> {
    return this.reading.report(stationId, query.model);
  }

  @Get('models/:model/comparison')
  @Needs('viewer')
  @ApiOperation({
    summary:
      'A model against the active one, or ?against=, on the test set: which bad parts one catches and the other passes',
  })
  @describes('The pictures they differ on', 200, shapes.testComparison, [400, 401, 404, 503])
  async comparison(
    @Param('station', station) stationId: string,
    @Param('model', model) id: string,
    @Query(comparing) query: { against?: string | undefined },
  ): Promise<TestComparison> {
    return this.reading.comparison(stationId, id, query.against);
  }
}
