import type { JobQueue } from '../job-queue.js';

/** The milliseconds after which the jobs come again that Redis forgot. */
const everyMs = 2_000;

/** Keeps the jobs of clocked queues coming, for as long as this process handles them. */
export class Schedules {
  private timer: NodeJS.Timeout | undefined;
  private lastTrouble = '';

  constructor(
    private readonly queues: readonly JobQueue<object>[],
    private readonly onTrouble: (message: string) => void,
  ) {}

  start(): void {
    if (this.queues.length === 0) return;
    this.timer = setInterval(() => void this.look(), everyMs);
    void this.look();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    try {
      await Promise.all(this.queues.map((queue) => queue.keepComing()));
      this.lastTrouble = '';
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    }
  }

  /** Says a trouble once, not at every look. */
  private say(trouble: string): void {
    if (trouble !== this.lastTrouble) this.onTrouble(`jobs by the clock come later: ${trouble}`);
    this.lastTrouble = trouble;
  }
}
