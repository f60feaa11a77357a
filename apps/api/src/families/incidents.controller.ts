import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type AllIncidents, allIncidentsQuery } from '#contracts';
import { Families } from '#storage';
import { type Clock } from '#telemetry';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';

const within = { schema: allIncidentsQuery };

/** Incidents of every station in one answer, so that a page of all alerts asks once. */
@ApiTags('families')
@Controller('v1/incidents')
export class IncidentsController {
  constructor(
    private readonly families: Families,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({ summary: 'Incidents of all stations, the one that ended last first' })
  @describes('All of them', 200, shapes.allIncidents, [400, 401, 503])
  async list(
    @Query(within) { hours, gapMinutes, station }: z.infer<typeof allIncidentsQuery>,
    @Person() asker: Asker,
  ): Promise<AllIncidents> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - hours * 3_600_000);
    const stations = await this.families.stationsSince(since);
    const wanted = stations.filter(
      (one) => asker.sees(one) && (station === undefined || one === station),
    );
    const asked = { since, gapMs: gapMinutes * 60_000, now };
    const found = await Promise.all(wanted.map((one) => this.families.incidents(one, asked)));
    return { gapMinutes, items: found.flat().sort((a, b) => (a.last > b.last ? -1 : 1)) };
  }
}
