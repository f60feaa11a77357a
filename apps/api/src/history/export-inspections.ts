import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Inspection, InspectionFilters, Review } from '#contracts';
import { Inspections, Reviews } from '#storage';
import { csvOf } from '../http/csv.js';

/** The inspections that are read at once; an export has no end of its own. */
const atOnce = 500;

const columns = [
  'inspected_at',
  'station',
  'part',
  'lot',
  'verdict',
  'image_score',
  'display_score',
  'review_limit',
  'reject_limit',
  'model_version',
  'answer',
  'name',
  'answered_by',
  'captured_at',
  'golden_part',
  'frame',
] as const;

type Asked = InspectionFilters & { readonly stations: readonly string[] | null };

/** Writes inspections out as CSV, newest first, page by page: however many there are, only one page is held. */
@Injectable()
export class ExportInspections {
  constructor(
    private readonly inspections: Inspections,
    private readonly reviews: Reviews,
  ) {}

  stream(asked: Asked): Readable {
    return Readable.from(this.text(asked));
  }

  private async *text(asked: Asked): AsyncGenerator<string> {
    yield csvOf([columns]);
    let cursor: string | undefined;
    do {
      const page = await this.inspections.list({ ...asked, limit: atOnce, cursor });
      yield csvOf(await this.rows(page.items));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  private async rows(inspections: readonly Inspection[]): Promise<string[][]> {
    const answers = await this.reviews.ofFrames(inspections.map(({ frameId }) => frameId));
    const standing = answers.filter(({ undoneAt }) => undoneAt === null);
    const byFrame = new Map(standing.map((answer) => [answer.frameId, answer]));
    return inspections.map((one) => rowOf(one, byFrame.get(one.frameId)));
  }
}

function rowOf(one: Inspection, answer: Review | undefined): string[] {
  const { inspectedAt, stationId, partId, lot, verdict, imageScore, displayScore, limits } = one;
  const judged = [inspectedAt, stationId, partId, lot, verdict, imageScore, displayScore];
  const against = [limits.warn, limits.reject, one.model.version];
  const said = [answer?.answer, answer?.name, answer?.by];
  const rest = [one.capturedAt, one.goldenPart, one.frameId];
  return [...judged, ...against, ...said, ...rest].map((cell) => String(cell ?? ''));
}
