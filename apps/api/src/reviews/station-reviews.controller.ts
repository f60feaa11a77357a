import { Controller, Delete, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Clock } from '#telemetry';
import type {
  DefectMemoryEntry,
  Page,
  pageQuery,
  RememberedPatches,
  Review,
  ReviewFigures,
  ReviewList,
} from '#contracts';
import { DefectMemoryEntries, ReviewCandidates, Reviews, Stations } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { byPerson, entryOf, paging, station } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { clock } from '../tokens.js';
import { ReadReviewList } from './read-review-list.js';

/** The routes of what a station's people answered, what is worth an answer, and what it remembers. */
@ApiTags('reviews')
@Controller('v1/stations/:station')
export class StationReviewsController {
  constructor(
    private readonly stations: Stations,
    private readonly reviews: Reviews,
    private readonly lists: ReadReviewList,
    private readonly candidates: ReviewCandidates,
    private readonly memory: DefectMemoryEntries,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  @Get('reviews')
  @Needs('viewer')
  @ApiOperation({ summary: "People's answers, newest first" })
  @describes('One page', 200, shapes.reviews, [400, 401, 404, 503])
  async list(
    @Param('station', station) id: string,
    @Query(paging) query: z.infer<typeof pageQuery>,
  ): Promise<Page<Review>> {
    await this.stations.get(id);
    return this.reviews.list({ station: id, ...query });
  }

  @Get('review-queue')
  @Needs('viewer')
  @ApiOperation({
    summary:
      'Frames whose answer could change something, the worthiest first; with drawn parts among them, blind',
  })
  @describes('What is left of this shift', 200, shapes.reviewQueue, [400, 401, 404, 503])
  async queue(@Param('station', station) id: string): Promise<ReviewList> {
    return this.lists.of(id);
  }

  @Get('review-figures')
  @Needs('viewer')
  @ApiOperation({ summary: 'The figures of what the answers did' })
  @describes('Of the answers that stand', 200, shapes.reviewFigures, [400, 401, 404, 503])
  async figures(@Param('station', station) id: string): Promise<ReviewFigures> {
    await this.stations.get(id);
    return this.candidates.figures(id);
  }

  @Get('defect-memory')
  @Needs('viewer')
  @ApiOperation({ summary: 'Remembered defects with the verdicts that they changed, newest first' })
  @describes('One page', 200, shapes.defectMemory, [400, 401, 404, 503])
  async remembered(
    @Param('station', station) id: string,
    @Query(paging) query: z.infer<typeof pageQuery>,
  ): Promise<Page<DefectMemoryEntry>> {
    await this.stations.get(id);
    return this.memory.list({ station: id, ...query });
  }

  @Get('defect-memory/:entry')
  @Needs('viewer')
  @ApiOperation({ summary: 'One entry with the patches that it remembers' })
  @describes('The entry', 200, shapes.rememberedPatches, [400, 401, 404, 503])
  async entry(
    @Param('station', station) id: string,
    @Param('entry', entryOf) entry: string,
  ): Promise<RememberedPatches> {
    return this.memory.read(id, entry);
  }

  @Delete('defect-memory/:entry')
  @Needs('engineer')
  @ApiOperation({ summary: 'Take an entry out; scores are as before it, to the bit' })
  @describes('The entry, undone', 200, shapes.defectMemoryEntry, [400, 401, 404, 503])
  async forget(
    @Param('station', station) id: string,
    @Param('entry', entryOf) entry: string,
    @Query(byPerson) { by }: { by: string },
    @Person() asker: Asker,
  ): Promise<DefectMemoryEntry> {
    const [auditId, at] = [this.clock.newId(), this.clock.now()];
    return this.memory.undo(id, entry, { by: asker.nameOr(by), at, auditId });
  }
}
