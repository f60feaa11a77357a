import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Review, type ReviewRequest, reviewRequest } from '#contracts';
import { Frames, Reviews } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { byPerson, frame, reviewOf } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { AnswerFrame } from './answer-frame.js';

@ApiTags('reviews')
@Controller('v1')
export class ReviewsController {
  constructor(
    private readonly answers: AnswerFrame,
    private readonly reviews: Reviews,
    private readonly frames: Frames,
  ) {}

  @Post('frames/:frame/review')
  @Needs('operator')
  @HttpCode(201)
  @ApiOperation({
    summary: "A person's answer: ok, defect or unsure; it takes the place of one before",
  })
  @describes('Stored; `effect` is pending until it is carried out', 201, shapes.review, [400, 401, 404, 415, 503]) // prettier-ignore
  @describes('Just this answer was there before', 200, shapes.review)
  async answer(
    @Param('frame', frame) frameId: string,
    @Body({ schema: reviewRequest }) asked: ReviewRequest,
    @Person() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Review> {
    const by = asker.nameOr(asked.by);
    const { review, fresh } = await this.answers.answer(frameId, { ...asked, by });
    if (!fresh) void reply.code(200);
    return review;
  }

  @Get('frames/:frame/reviews')
  @Needs('viewer')
  @ApiOperation({ summary: 'All answers to a frame, newest first; those that were undone too' })
  @describes('All of them', 200, shapes.reviewsOfFrame, [400, 401, 404, 503])
  async ofFrame(@Param('frame', frame) frameId: string): Promise<{ items: Review[]; next: null }> {
    await this.frames.get(frameId);
    return { items: await this.reviews.ofFrame(frameId), next: null };
  }

  @Delete('reviews/:review')
  @Needs('operator')
  @ApiOperation({
    summary:
      'Undo an answer: its entry leaves the defect memory, its normal goes unless it was learned from',
  })
  @describes('The review, undone', 200, shapes.review, [400, 401, 404, 503])
  async undo(
    @Param('review', reviewOf) id: string,
    @Query(byPerson) { by }: { by: string },
    @Person() asker: Asker,
  ): Promise<Review> {
    return this.answers.undo(id, asker.nameOr(by));
  }
}
