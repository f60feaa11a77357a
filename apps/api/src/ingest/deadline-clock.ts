import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { FailSafeVerdict } from '#contracts';
import { JobQueues, LiveEvents, queues } from '#queue';
import { Deadlines, type MissedDeadline, type StoredFrame } from '#storage';
import { Metrics } from '#telemetry';

/** The milliseconds between two looks for frames that a process accepted which is gone. */
const lookEveryMs = 1_000;

/** When a frame's verdict is wanted, and what it is called when there is none. */
export interface Due {
  /** The moment by this process's own steady clock, as `performance.now()` has it. */
  readonly at: number;
  readonly failSafe: FailSafeVerdict;
}

/**
 * Gives frames their fail-safe verdict when their deadline comes without an inspection. Every API process looks at the
 * deadlines of the frames that it accepted, and once a second for those of others: whoever comes first, the records take
 * one answer.
 */
@Injectable()
export class DeadlineClock implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('deadlines');
  private readonly due = new Map<string, Due & { timer: NodeJS.Timeout }>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private next: Promise<void> | null = null;

  constructor(
    private readonly deadlines: Deadlines,
    private readonly queues: JobQueues,
    private readonly events: LiveEvents,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), lookEveryMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    for (const { timer } of this.due.values()) clearTimeout(timer);
  }

  /** Remembers when a frame is due. */
  expect(frameId: string, due: Due): void {
    const timer = setTimeout(() => this.look(), Math.max(due.at - performance.now(), 0));
    timer.unref();
    this.due.set(frameId, { ...due, timer });
  }

  /** Returns the milliseconds until a frame's deadline; of one that another process accepted by the time of day. */
  msUntil({ id, deadlineAt }: Pick<StoredFrame, 'id' | 'deadlineAt'>): number {
    const due = this.due.get(id);
    return due === undefined ? deadlineAt!.getTime() - Date.now() : due.at - performance.now();
  }

  /** Returns what a frame that this process accepted is called at its deadline; null for those of others. */
  failSafeOf(frameId: string): FailSafeVerdict | null {
    return this.due.get(frameId)?.failSafe ?? null;
  }

  /** Forgets a frame: whoever waited for it was answered. */
  forget(frameId: string): void {
    clearTimeout(this.due.get(frameId)?.timer);
    this.due.delete(frameId);
  }

  /** Answers what is overdue now; callers that come while a round runs share the next. Throws `records-unavailable`. */
  pass(): Promise<void> {
    this.next ??= Promise.allSettled([this.running]).then(() => {
      this.running = this.next;
      this.next = null;
      return this.once();
    });
    return this.next;
  }

  private look(): void {
    this.pass().catch((error: unknown) =>
      this.log.warn(`deadlines are looked at again in a second: ${String(error)}`),
    );
  }

  private async once(): Promise<void> {
    this.forgetPassed();
    for (;;) {
      const missed = await this.deadlines.answerOverdue();
      if (missed.length === 0) return;
      for (const { stationId } of missed) this.metrics.deadlineMissed(stationId);
      // The records have the verdicts: nobody who waits for one waits for these.
      void this.tell(missed);
    }
  }

  /** A frame stays known for a while after its deadline, for who just asks for its answer. */
  private forgetPassed(): void {
    const before = performance.now() - lookEveryMs;
    for (const [id, { at }] of this.due) if (at < before) this.forget(id);
  }

  /** Puts missed frames back among those without a deadline, and tells who listens: the records have their verdicts already. */
  private async tell(missed: readonly MissedDeadline[]): Promise<void> {
    try {
      await this.queues.of(queues.inspect).noLongerDue(...missed.map(jobOf));
      for (const one of missed) await this.events.publish(newsOf(one));
    } catch (error) {
      this.log.warn(`${missed.length} missed deadlines were not told: ${String(error)}`);
    }
  }
}

function jobOf({ frameId, stationId, acceptedAt }: MissedDeadline) {
  return { frameId, stationId, acceptedAt: acceptedAt.toISOString() };
}

function newsOf({ frameId, stationId, partId, verdict, deadlineAt }: MissedDeadline) {
  const at = deadlineAt.toISOString();
  return { type: 'deadline-missed' as const, frameId, stationId, partId, verdict, deadlineAt: at };
}
