import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Page, pageQuery, SettingsChange } from '#contracts';
import { SettingsChanges, Stations } from '#storage';
import { Teller } from '../events/teller.js';
import { Asker, Person } from '../http/access/asker.js';
import { Askers } from '../http/access/askers.js';
import { Changes } from '../http/access/changes.js';
import { Needs } from '../http/access/needs.js';
import { byPerson, paging, settingsChangeOf, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { KnownStations } from './known-stations.js';

/** The routes of settings that guard a station less and wait for a second person. */
@ApiTags('stations')
@Controller('v1/stations/:station/settings-changes')
export class SettingsChangesController {
  constructor(
    private readonly waiting: SettingsChanges,
    private readonly stations: Stations,
    private readonly askers: Askers,
    private readonly changes: Changes,
    private readonly known: KnownStations,
    private readonly teller: Teller,
  ) {}

  @Get()
  @Needs('viewer')
  @ApiOperation({ summary: 'Settings that waited for a second person, or do, newest first' })
  @describes('One page', 200, shapes.settingsChanges, [400, 401, 404, 503])
  async list(
    @Param('station', station) id: string,
    @Query(paging) query: z.infer<typeof pageQuery>,
  ): Promise<Page<SettingsChange>> {
    await this.stations.get(id);
    return this.waiting.list({ station: id, ...query });
  }

  @Post(':change/approve')
  @Needs('engineer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve settings that another person asked for' })
  @describes('In force', 200, shapes.settingsChange, [400, 401, 404, 409, 503])
  async approve(
    @Param('station', station) id: string,
    @Param('change', settingsChangeOf) change: string,
    @Body(byPerson) { by }: { by: string },
    @Person() asker: Asker,
  ): Promise<SettingsChange> {
    const mustBeProven = await this.askers.provesPeople();
    const facts = this.changes.of(asker, by);
    return this.tell(await this.waiting.approve(id, change, facts, mustBeProven));
  }

  @Post(':change/withdraw')
  @Needs('engineer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Withdraw settings that wait for a second person' })
  @describes('Withdrawn', 200, shapes.settingsChange, [400, 401, 404, 409, 503])
  async withdraw(
    @Param('station', station) id: string,
    @Param('change', settingsChangeOf) change: string,
    @Body(byPerson) { by }: { by: string },
    @Person() asker: Asker,
  ): Promise<SettingsChange> {
    return this.tell(await this.waiting.withdraw(id, change, this.changes.of(asker, by)));
  }

  private async tell(change: SettingsChange): Promise<SettingsChange> {
    this.known.forget(change.stationId);
    await this.teller.stationChanged(change.stationId, 'settings');
    return change;
  }
}
