import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DeadlineAnswer,
  type FrameVerdict,
  type Inspection,
  linksOfFrame,
  TouchstoneError,
} from '#contracts';
import { Deadlines, type StoredFrame } from '#storage';
import { DeadlineClock } from './deadline-clock.js';
import { VerdictWait } from './verdict-wait.js';

/** The milliseconds between two tries when the records do not answer, or their clock is a little behind. */
const againMs = 20;

/** The milliseconds that the records get at the deadline to say what holds, before the caller is told without them. */
const graceMs = 250;

/** Waits for the verdict that holds of a frame: its inspection's, or at its deadline the fail-safe one. */
@Injectable()
export class AnswerWait {
  constructor(
    @Inject(VerdictWait) private readonly wait: Pick<VerdictWait, 'inspectionOf'>,
    @Inject(Deadlines) private readonly deadlines: Pick<Deadlines, 'verdictOf'>,
    @Inject(DeadlineClock)
    private readonly clock: Pick<DeadlineClock, 'msUntil' | 'pass' | 'failSafeOf' | 'forget'>,
  ) {}

  /**
   * Returns what holds of the frame; null where nothing does within `seconds`.
   * @throws TouchstoneError records-unavailable, of a frame that this process knows no fail-safe verdict of.
   */
  async answerOf(frame: StoredFrame, seconds: number): Promise<Inspection | DeadlineAnswer | null> {
    const left = frame.deadlineAt === null ? Infinity : this.clock.msUntil(frame);
    if (seconds * 1000 < left) return this.wait.inspectionOf(frame.id, seconds);
    const deadline = performance.now() + left;
    let inspection: Inspection | null = null;
    while (inspection === null && performance.now() < deadline)
      inspection = await this.inspectionBefore(deadline, frame.id);
    return this.holding(frame);
  }

  /** Returns the inspection as soon as it is there, null at the deadline, also where the records do not answer. */
  private async inspectionBefore(deadline: number, frameId: string): Promise<Inspection | null> {
    const left = Math.max(deadline - performance.now(), 0);
    const found = this.wait.inspectionOf(frameId, left / 1000).catch(async (error: unknown) => {
      if (!isPassing(error)) throw error;
      return sleep(Math.min(againMs, left), null);
    });
    return Promise.race([found, sleep(left, null, { ref: false })]);
  }

  /** Asks what holds until the records say something that does. */
  private async holding(frame: StoredFrame): Promise<Inspection | DeadlineAnswer> {
    for (let heardAt = performance.now(); ;) {
      const verdict = await this.asked(frame);
      if (verdict?.decidedBy === 'inspection') return this.told(frame, verdict.inspection!);
      if (verdict?.decidedBy === 'deadline') return this.told(frame, toAnswer(verdict));
      if (verdict !== null) heardAt = performance.now();
      else if (performance.now() >= heardAt + graceMs)
        return this.told(frame, this.unrecorded(frame));
      await sleep(againMs);
    }
  }

  private told<T>(frame: StoredFrame, answer: T): T {
    this.clock.forget(frame.id);
    return answer;
  }

  /** Returns what the records say of the frame, after its deadline was looked at; null where they do not say it in time. */
  private async asked(frame: StoredFrame): Promise<FrameVerdict | null> {
    const asked = async () => {
      const before = await this.deadlines.verdictOf(frame.id);
      if (before.decidedBy !== null) return before;
      await this.clock.pass();
      return this.deadlines.verdictOf(frame.id);
    };
    const answer = asked().catch((error: unknown) => {
      if (!isPassing(error)) throw error;
      return null;
    });
    return Promise.race([answer, sleep(graceMs, null, { ref: false })]);
  }

  private unrecorded({ id, station, partId, lot, deadlineAt }: StoredFrame): DeadlineAnswer {
    const verdict = this.clock.failSafeOf(id);
    if (verdict === null)
      throw new TouchstoneError(
        'records-unavailable',
        `the deadline of frame ${id} has come, and the records do not say what holds: ask for its verdict later`,
      );
    return {
      frameId: id,
      stationId: station,
      partId,
      lot,
      verdict,
      decidedBy: 'deadline',
      decidedAt: new Date().toISOString(),
      deadlineAt: deadlineAt!.toISOString(),
      recorded: false,
      links: linksOfFrame(id),
    };
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof TouchstoneError && error.retry;
}

function toAnswer(said: FrameVerdict): DeadlineAnswer {
  const { frameId, stationId, partId, lot, verdict, decidedAt, deadlineAt, links } = said;
  return {
    frameId,
    stationId,
    partId,
    lot,
    verdict: verdict!,
    decidedBy: 'deadline',
    decidedAt: decidedAt!,
    deadlineAt: deadlineAt!,
    recorded: true,
    links,
  };
}
