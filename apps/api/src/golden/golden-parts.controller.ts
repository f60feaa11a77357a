import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put, Query } from '@nestjs/common'; // prettier-ignore
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Clock } from '#telemetry';
import {
  type GoldenPart,
  type GoldenPartRequest,
  goldenPartRequest,
  TouchstoneError,
} from '#contracts';
import { GoldenParts, Stations } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { byPerson, goldenPart, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';
import { Gates } from './gates.js';

@ApiTags('golden parts')
@Controller('v1/stations/:station/golden-parts')
export class GoldenPartsController {
  constructor(
    private readonly stations: Stations,
    private readonly parts: GoldenParts,
    private readonly gates: Gates,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('viewer')
  @ApiOperation({ summary: "The station's known good and known bad parts" })
  @describes('All of them', 200, shapes.goldenParts, [400, 401, 404, 503])
  async list(@Param('station', station) id: string): Promise<{ items: GoldenPart[]; next: null }> {
    await this.stations.get(id);
    return { items: await this.parts.list(id), next: null };
  }

  @Put(':part')
  @Needs('engineer')
  @ApiOperation({ summary: 'Make a golden part, or replace it' })
  @describes('As it is now', 200, shapes.goldenPart, [400, 401, 404, 415, 503])
  async put(
    @Param('station', station) id: string,
    @Param('part', goldenPart) part: string,
    @Body({ schema: goldenPartRequest }) asked: GoldenPartRequest,
    @Person() asker: Asker,
  ): Promise<GoldenPart> {
    const { lowest, highest } = asked;
    if (lowest !== null && highest !== null && lowest > highest)
      throw new TouchstoneError(
        'validation-failed',
        `lowest: ${lowest} is above highest, ${highest}`,
      );
    const by = asker.nameOr(asked.by);
    const [auditId, at] = [this.clock.newId(), this.clock.now()];
    const put = await this.parts.put(id, part, { ...asked, by }, { at, auditId });
    this.gates.forget(id);
    return put;
  }

  @Delete(':part')
  @Needs('engineer')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a golden part away; the log of its showings stays' })
  @describes('Gone', 204, null, [400, 401, 404, 503])
  async delete(
    @Param('station', station) id: string,
    @Param('part', goldenPart) part: string,
    @Query(byPerson) { by }: { by: string },
    @Person() asker: Asker,
  ): Promise<void> {
    const [auditId, at] = [this.clock.newId(), this.clock.now()];
    await this.parts.delete(id, part, { by: asker.nameOr(by), at, auditId });
    this.gates.forget(id);
  }
}
