import { Body, Controller, Get, Inject, Param, Patch, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Clock } from '#telemetry';
import {
  type DefectNaming,
  type DuplicatesReport,
  type Families as FamilyList,
  type FamilyDetail,
  familyRename,
  incidentQuery,
  type Incidents,
} from '#contracts';
import { DefectNamings, Duplicates, Families, Stations } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';
import { duplicateGroups } from './duplicate-groups.js';

const familyOf = { schema: z.uuid() };
const renaming = { schema: familyRename };
const within = { schema: incidentQuery };
const hoursQuery = z.object({ hours: z.coerce.number().min(0.1).max(744).default(24) });
const hoursOf = { schema: hoursQuery };
const hourMs = 3_600_000;

@ApiTags('families')
@Controller('v1/stations/:station')
export class FamiliesController {
  constructor(
    private readonly families: Families,
    private readonly namings: DefectNamings,
    private readonly copies: Duplicates,
    private readonly stations: Stations,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Get('families')
  @Needs('viewer')
  @ApiOperation({ summary: 'Alerts by the look of their defects' })
  @describes('Most recently seen first', 200, shapes.families, [400, 401, 404, 503])
  async list(@Param('station', station) id: string): Promise<FamilyList> {
    await this.stations.get(id);
    return this.families.list(id);
  }

  @Get('families/:family')
  @Needs('viewer')
  @ApiOperation({ summary: 'One family, with its alerts and how many came in which hour' })
  @describes('The family', 200, shapes.familyDetail, [400, 401, 404, 503])
  async read(
    @Param('station', station) id: string,
    @Param('family', familyOf) family: string,
  ): Promise<FamilyDetail> {
    return this.families.get(id, family);
  }

  @Patch('families/:family')
  @Needs('engineer')
  @ApiOperation({ summary: 'Give a family a name, or take it away' })
  @describes('The family', 200, shapes.familyDetail, [400, 401, 404, 503])
  async rename(
    @Param('station', station) id: string,
    @Param('family', familyOf) family: string,
    @Body(renaming) asked: z.infer<typeof familyRename>,
    @Person() asker: Asker,
  ): Promise<FamilyDetail> {
    const { name } = asked;
    const by = asker.nameOr(asked.by);
    const auditId = this.clock.newId();
    return this.families.rename(id, family, { name, by, at: this.clock.now(), auditId });
  }

  @Get('incidents')
  @Needs('viewer')
  @ApiOperation({ summary: 'Runs of alerts of one look that came without a long gap' })
  @describes('The one that ended last first', 200, shapes.incidents, [400, 401, 404, 503])
  async incidents(
    @Param('station', station) id: string,
    @Query(within) { hours, gapMinutes }: z.infer<typeof incidentQuery>,
  ): Promise<Incidents> {
    await this.stations.get(id);
    const now = this.clock.now();
    const since = new Date(now.getTime() - hours * hourMs);
    const items = await this.families.incidents(id, { since, gapMs: gapMinutes * 60_000, now });
    return { stationId: id, gapMinutes, items };
  }

  @Get('names')
  @Needs('viewer')
  @ApiOperation({ summary: 'The names that reviews have taught, and how well they are told apart' })
  @describes('The names', 200, shapes.defectNaming, [400, 401, 404, 503])
  async names(@Param('station', station) id: string): Promise<DefectNaming> {
    await this.stations.get(id);
    const stored = await this.namings.find(id);
    return stored?.naming ?? notYet(id);
  }

  @Get('duplicates')
  @Needs('viewer')
  @ApiOperation({ summary: 'Frames that show what another one showed shortly before' })
  @describes('Groups, the newest first', 200, shapes.duplicatesReport, [400, 401, 404, 503])
  async duplicates(
    @Param('station', station) id: string,
    @Query(hoursOf) { hours }: z.infer<typeof hoursQuery>,
  ): Promise<DuplicatesReport> {
    await this.stations.get(id);
    const since = new Date(this.clock.now().getTime() - hours * hourMs);
    const { frames, items } = await this.copies.since(id, since);
    const groups = duplicateGroups(items);
    const duplicates = groups.reduce((sum, { frameIds }) => sum + frameIds.length - 1, 0);
    return { stationId: id, hours, frames, duplicates, groups };
  }
}

function notYet(stationId: string): DefectNaming {
  const reason = 'Nobody has named a defect of this station yet. Name defects in reviews.';
  return { stationId, method: null, trainedAt: null, report: null, leftOut: [], reason };
}
