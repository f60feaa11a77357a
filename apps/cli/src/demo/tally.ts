import type { Inspection, Verdict } from '#contracts';
import type { Known } from './demo-line.js';

/** The counts of what was seen in a round. */
export class Tally {
  readonly verdicts: Record<Verdict, number> = { ok: 0, review: 0, defect: 0, invalid: 0 };
  readonly good = { frames: 0, review: 0, defect: 0 };
  readonly plain = { frames: 0, flagged: 0 };
  readonly slight = { frames: 0, flagged: 0 };
  /** The frames called defect: each must raise one alert. */
  readonly alerted: string[] = [];

  get frames(): number {
    return Object.values(this.verdicts).reduce((sum, frames) => sum + frames, 0);
  }

  add({ verdict, frameId }: Inspection, known: Known): void {
    this.verdicts[verdict]++;
    if (verdict === 'defect') this.alerted.push(frameId);
    if (known.kind === 'good') this.addGood(verdict);
    if (known.kind === 'defect') this.addDefect(known.plain, verdict);
  }

  private addGood(verdict: Verdict): void {
    this.good.frames++;
    if (verdict === 'review' || verdict === 'defect') this.good[verdict]++;
  }

  private addDefect(plain: boolean, verdict: Verdict): void {
    const counts = plain ? this.plain : this.slight;
    counts.frames++;
    if (verdict === 'review' || verdict === 'defect') counts.flagged++;
  }
}
