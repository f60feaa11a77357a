import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common'; // prettier-ignore
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type Source,
  type SourcePatch,
  sourcePatch,
  type SourceRequest,
  sourceRequest,
} from '#contracts';
import { Sources, Stations } from '#storage';
import type { Clock } from '#telemetry';
import { Asker, Person } from '../http/access/asker.js';
import { Changes } from '../http/access/changes.js';
import { Needs } from '../http/access/needs.js';
import { byPerson, source, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';
import { SavedSources } from './saved-sources.js';

/** The routes of where frames of a station come from besides cameras that speak HTTP. */
@ApiTags('sources')
@Controller('v1/stations/:station/sources')
export class SourcesController {
  constructor(
    private readonly stations: Stations,
    private readonly sources: Sources,
    private readonly saved: SavedSources,
    private readonly changes: Changes,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('viewer')
  @ApiOperation({ summary: "The station's sources, with the state of each" })
  @describes('All of them', 200, shapes.sources, [400, 401, 404, 503])
  async list(@Param('station', station) id: string): Promise<{ items: Source[]; next: null }> {
    await this.stations.get(id);
    return { items: await this.sources.list(this.clock.now(), id), next: null };
  }

  @Post()
  @Needs('engineer')
  @ApiOperation({ summary: 'Add a source; it is tried first' })
  @describes('As it was added', 201, shapes.source, [400, 401, 404, 409, 415, 422, 503])
  async add(
    @Param('station', station) id: string,
    @Body({ schema: sourceRequest }) asked: SourceRequest,
    @Person() asker: Asker,
  ): Promise<Source> {
    await this.stations.get(id);
    return this.saved.add(id, asked, asker);
  }

  @Get(':source')
  @Needs('viewer')
  @ApiOperation({ summary: 'One source, with its state' })
  @describes('The source', 200, shapes.source, [400, 401, 404, 503])
  async read(
    @Param('station', station) id: string,
    @Param('source', source) name: string,
  ): Promise<Source> {
    return this.sources.get(id, name, this.clock.now());
  }

  @Patch(':source')
  @Needs('engineer')
  @ApiOperation({ summary: 'Change, pause or resume a source; new settings are tried first' })
  @describes('As it is now', 200, shapes.source, [400, 401, 404, 415, 422, 503])
  async change(
    @Param('station', station) id: string,
    @Param('source', source) name: string,
    @Body({ schema: sourcePatch }) patch: SourcePatch,
    @Person() asker: Asker,
  ): Promise<Source> {
    return this.saved.change(id, name, patch, asker);
  }

  @Delete(':source')
  @HttpCode(204)
  @Needs('engineer')
  @ApiOperation({ summary: 'Remove a source; its files stay where they are' })
  @describes('Gone', 204, null, [400, 401, 404, 503])
  async remove(
    @Param('station', station) id: string,
    @Param('source', source) name: string,
    @Query(byPerson) { by }: { by: string },
    @Person() asker: Asker,
  ): Promise<void> {
    await this.sources.remove(id, name, this.changes.of(asker, by));
  }
}
