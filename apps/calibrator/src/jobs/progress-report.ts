import type { JobProgress } from '#contracts';

/** The milliseconds between two writes of one step; a new step is written at once. */
const pauseMs = 500;

/**
 * Brings progress to storage without slowing the work down: one write at a time, the newest value only.
 * Progress is for people to look at: a write that fails is reported and does not end the job.
 */
export class ProgressReport {
  private newest: JobProgress | undefined;
  private writing: Promise<void> | undefined;
  private last = { step: '', at: -Infinity };

  constructor(
    private readonly write: (progress: JobProgress) => Promise<void>,
    private readonly onTrouble: (error: unknown) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  report(progress: JobProgress): void {
    this.newest = progress;
    const due = progress.step !== this.last.step || this.now() - this.last.at >= pauseMs;
    if (due) this.writing ??= this.writeNewest();
  }

  /** Resolves when the last write has ended, so that it cannot overtake the result. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private async writeNewest(): Promise<void> {
    const progress = this.newest!;
    this.last = { step: progress.step, at: this.now() };
    try {
      await this.write(progress);
    } catch (error) {
      this.onTrouble(error);
    } finally {
      this.writing = undefined;
    }
  }
}
