import type { FlippedFrame, Inspection, RehearsalResult, Verdict } from '#contracts';

/** The verdict and scores that a model gives a frame. */
export interface Judgement {
  verdict: Verdict;
  imageScore: number;
  displayScore: number;
}

type Counts = Omit<RehearsalResult, 'seconds'>;
type Day = RehearsalResult['byDay'][number];

/** Frames with the largest changes that a result shows. */
export const mostFlipped = 200;

/** Counts what a candidate would change: each frame's recorded judgement beside the candidate's. Pure. */
export class Tally {
  private replayed = 0;
  private readonly flips = new Map<string, { from: Verdict; to: Verdict; count: number }>();
  private readonly days = new Map<string, Day>();
  private readonly reasons = new Map<string, number>();
  private flipped: FlippedFrame[] = [];
  private readonly passing: FlippedFrame[] = [];
  private readonly going: FlippedFrame[] = [];
  private readonly people = { reviewed: 0, falseAlarmsThatStay: 0, defectsStillCaught: 0 };

  /** Counts one of the newest inspections, replayed. */
  replay(inspection: Inspection, after: Judgement): void {
    const frame = changeOf(inspection, after);
    this.replayed += 1;
    this.countFlip(frame);
    this.countDay(frame);
    if (frame.before.verdict === after.verdict) return;
    this.flipped.push(frame);
    if (this.flipped.length >= 2 * mostFlipped) this.flipped = largest(this.flipped);
  }

  /** Counts a frame that people answered, replayed. Only what is let go counts as passing: a review is caught. */
  review(answer: 'ok' | 'defect', inspection: Inspection, after: Judgement): void {
    const frame = changeOf(inspection, after);
    const passes = after.verdict === 'ok';
    this.people.reviewed += 1;
    if (answer === 'defect') {
      if (passes) this.passing.push(frame);
      else this.people.defectsStillCaught += 1;
    } else if (frame.before.verdict !== 'ok') {
      if (passes) this.going.push(frame);
      else this.people.falseAlarmsThatStay += 1;
    }
  }

  leaveOut(reason: string): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
  }

  counts(): Counts {
    const leftOutBecause = [...this.reasons].map(([reason, count]) => ({ reason, count }));
    return {
      replayed: this.replayed,
      leftOut: leftOutBecause.reduce((sum, { count }) => sum + count, 0),
      leftOutBecause,
      flips: [...this.flips.values()],
      flipped: largest(this.flipped),
      ...this.people,
      defectsThatWouldPass: this.passing,
      falseAlarmsThatGo: this.going,
      byDay: [...this.days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
    };
  }

  private countFlip({ before, after }: FlippedFrame): void {
    const [from, to] = [before.verdict, after.verdict];
    const flip = this.flips.get(`${from} ${to}`) ?? { from, to, count: 0 };
    flip.count += 1;
    this.flips.set(`${from} ${to}`, flip);
  }

  private countDay({ inspectedAt, before, after }: FlippedFrame): void {
    const day = inspectedAt.slice(0, 10);
    const row = this.days.get(day) ?? emptyDay(day);
    row.frames += 1;
    row.alarmsBefore += Number(before.verdict === 'defect');
    row.alarmsAfter += Number(after.verdict === 'defect');
    row.reviewsBefore += Number(before.verdict === 'review');
    row.reviewsAfter += Number(after.verdict === 'review');
    this.days.set(day, row);
  }
}

function changeOf({ frameId, inspectedAt, ...before }: Inspection, after: Judgement): FlippedFrame {
  return {
    frameId,
    inspectedAt: new Date(inspectedAt).toISOString(),
    before: judgedOf(before),
    after: judgedOf(after),
  };
}

function judgedOf({ verdict, imageScore, displayScore }: Judgement): Judgement {
  return { verdict, imageScore, displayScore };
}

function emptyDay(day: string): Day {
  const none = { alarmsBefore: 0, alarmsAfter: 0, reviewsBefore: 0, reviewsAfter: 0 };
  return { day, frames: 0, ...none };
}

/**
 * Returns the frames with the largest change of the display score; of equals the newest first, then by id, so that a
 * second run says the same.
 */
function largest(frames: readonly FlippedFrame[]): FlippedFrame[] {
  return [...frames].sort((a, b) => changeIn(b) - changeIn(a) || later(a, b)).slice(0, mostFlipped);
}

function later(a: FlippedFrame, b: FlippedFrame): number {
  const [first, second] = [`${b.inspectedAt} ${b.frameId}`, `${a.inspectedAt} ${a.frameId}`];
  return first < second ? -1 : Number(first > second);
}

function changeIn({ before, after }: FlippedFrame): number {
  return Math.abs(after.displayScore - before.displayScore);
}
