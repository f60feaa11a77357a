import { Injectable } from '@nestjs/common';
import { exactInterval } from '#calibration';
import { type PeriodShare, type PeriodReport, rateOf } from '#contracts';
import { pChart } from '#drift';
import {
  type AnswersOf,
  Audit,
  Families,
  type FramesByVerdict,
  Models,
  type PartsInStretch,
  type Period,
  PeriodFigures,
  Stations,
} from '#storage';
import { stretchMinutesFor } from './stretches.js';

/** Changes that are named in a report at most. */
const mostChanges = 500;
/** Answers are counted, and not named one by one. */
const counted = new Set(['review-given', 'review-undone', 'alert-acknowledged']);

/** Reads a station's report over a period. */
@Injectable()
export class ReadReport {
  constructor(
    private readonly stations: Stations,
    private readonly figures: PeriodFigures,
    private readonly families: Families,
    private readonly models: Models,
    private readonly trail: Audit,
  ) {}

  /** Throws `station-not-found`. */
  async of(station: string, from: string, until: string): Promise<PeriodReport> {
    const { settings } = await this.stations.get(station);
    const period: Period = { station, from: new Date(from), until: new Date(until) };
    const minutes = stretchMinutesFor(period.from, period.until);
    const [frames, stretches, answers, families, challenges, trail, promise] = await Promise.all([
      this.figures.frames(period),
      this.figures.parts(period, minutes),
      this.figures.answers(period),
      this.families.countsOf(period),
      this.figures.challenges(period),
      this.trail.list({ station, from, until, limit: mostChanges }),
      this.promiseOf(station),
    ]);
    const parts = total(stretches, ({ parts: all }) => all);
    return {
      stationId: station,
      from,
      until,
      frames: framesOf(frames),
      defects: shareOf(
        total(stretches, ({ defects }) => defects),
        parts,
      ),
      reviews: shareOf(
        total(stretches, ({ reviews }) => reviews),
        parts,
      ),
      promise: { budget: rateOf(settings.targets.reject), ...promise },
      chart: { minutes, ...chartOf(stretches) },
      families,
      ...answersOf(answers),
      camera: frames.flatMap(({ cause, frames: count }) => (cause === null ? [] : [{ cause, frames: count }])), // prettier-ignore
      challenges,
      changes: trail.items.filter(({ action }) => !counted.has(action)),
    };
  }

  private async promiseOf(station: string): Promise<Omit<PeriodReport['promise'], 'budget'>> {
    const active = (await this.models.list(station)).find(({ state }) => state === 'active');
    const manifest = active === undefined ? null : await this.models.find(active.id);
    const reject = manifest?.certificate.reject ?? null;
    return {
      modelVersion: active?.version ?? null,
      expectedRate: reject?.expectedRate ?? null,
      interval95: reject?.interval95 ?? null,
    };
  }
}

function total<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

function shareOf(count: number, of: number): PeriodShare {
  return { count, of, share: of === 0 ? null : count / of, interval95: exactInterval(count, of) };
}

function framesOf(rows: readonly FramesByVerdict[]): PeriodReport['frames'] {
  const frames = { ok: 0, review: 0, defect: 0, invalid: 0 };
  for (const row of rows) frames[row.verdict] += row.frames;
  return frames;
}

function chartOf(stretches: readonly PartsInStretch[]): Omit<PeriodReport['chart'], 'minutes'> {
  const { mean, points } = pChart(stretches);
  const shown = points.map((point, place) => {
    const { starts, parts, defects, reviews } = stretches[place]!;
    return { from: new Date(starts).toISOString(), parts, defects, reviews, ...point };
  });
  return { mean, points: shown };
}

function answersOf(
  rows: readonly AnswersOf[],
): Pick<PeriodReport, 'answers' | 'people' | 'falseAlarms'> {
  const answers = new Map<string, PeriodReport['answers'][number]>();
  const people = new Map<string, number>();
  for (const { by, verdict, answer, count } of rows) {
    const key = `${verdict} ${answer}`;
    answers.set(key, { verdict, answer, count: count + (answers.get(key)?.count ?? 0) });
    people.set(by, count + (people.get(by) ?? 0));
  }
  const alarmed = (answer: string) => answers.get(`defect ${answer}`)?.count ?? 0;
  return {
    answers: [...answers.values()],
    people: [...people].map(([by, count]) => ({ by, answers: count })),
    falseAlarms: shareOf(alarmed('ok'), alarmed('ok') + alarmed('defect')),
  };
}
