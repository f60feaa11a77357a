import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type Page,
  pageQuery,
  type Station,
  stationId,
  type StationPatch,
  stationPatch,
  stationRequest,
  type StationSettings,
} from '#contracts';
import { Stations } from '#storage';
import { z } from 'zod';
import { Asker, Person } from '../http/access/asker.js';
import { Changes } from '../http/access/changes.js';
import { Needs } from '../http/access/needs.js';
import { Teller } from '../events/teller.js';
import { station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { KnownStations } from './known-stations.js';

/** Stations are few and have names: their cursor is the last name of the page before. */
const stationPaging = pageQuery.extend({ cursor: stationId.optional() });

@ApiTags('stations')
@Controller('v1/stations')
export class StationsController {
  constructor(
    private readonly stations: Stations,
    private readonly known: KnownStations,
    private readonly teller: Teller,
    private readonly changes: Changes,
  ) {}

  @Get()
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({ summary: 'All stations, by name' })
  @describes('One page', 200, shapes.stations, [400, 401, 503])
  async list(
    @Query({ schema: stationPaging }) query: z.infer<typeof stationPaging>,
    @Person() asker: Asker,
  ): Promise<Page<Station>> {
    const rows = await this.stations.list(query.limit + 1, query.cursor, asker.stations);
    const items = rows.slice(0, query.limit);
    return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  @Get(':station')
  @Needs('viewer')
  @ApiOperation({ summary: 'One station' })
  @describes('The station', 200, shapes.station, [400, 401, 404, 503])
  async read(@Param('station', station) id: string): Promise<Station> {
    return this.stations.get(id);
  }

  @Put(':station')
  @Needs('engineer')
  @ApiOperation({ summary: 'Make a station, or replace all of its settings' })
  @describes('Replaced', 200, shapes.station, [400, 401, 415, 503])
  @describes('Made', 201, shapes.station)
  @describes('As it is now; what guards it less waits for a second person', 202, shapes.station)
  async put(
    @Param('station', station) id: string,
    @Body({ schema: stationRequest.prefault({}) }) settings: StationSettings,
    @Person() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Station> {
    const made = await this.stations.put(id, settings, this.changes.of(asker));
    this.known.forget(id);
    await this.teller.stationChanged(id, made.fresh ? 'made' : 'settings');
    const done = made.fresh ? 201 : 200;
    void reply.code(made.waiting ? 202 : done).header('location', `/v1/stations/${id}`);
    return made.station;
  }

  @Patch(':station')
  @Needs('engineer')
  @ApiOperation({ summary: 'Change some of the settings' })
  @describes('The station as it is now', 200, shapes.station, [400, 401, 404, 415, 503])
  @describes('As it is now; what guards it less waits for a second person', 202, shapes.station)
  async patch(
    @Param('station', station) id: string,
    @Body({ schema: stationPatch }) patch: StationPatch,
    @Person() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Station> {
    const changed = await this.stations.patch(id, patch, this.changes.of(asker));
    this.known.forget(id);
    await this.teller.stationChanged(id, 'settings');
    void reply.code(changed.waiting === null ? 200 : 202);
    return changed.station;
  }

  @Delete(':station')
  @Needs('administrator')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a station with everything that it owns' })
  @describes('Gone', 204, null, [400, 401, 404, 409, 503])
  async delete(@Param('station', station) id: string, @Person() asker: Asker): Promise<void> {
    this.known.forget(id);
    await this.stations.delete(id, this.changes.of(asker));
    this.known.forget(id);
    await this.teller.stationChanged(id, 'deleted');
  }
}
