import { Inject, Injectable } from '@nestjs/common';
import { Leases } from '#storage';
import type { Clock } from '#telemetry';
import { clock } from './tokens.js';

/** The milliseconds that the lead holds without being renewed. */
const leaseMs = 15_000;

/**
 * Of several connectors one has the lead: two would push the files of one folder in no order. It is renewed at every
 * round, and when its holder is gone another one takes it.
 */
@Injectable()
export class Lead {
  private readonly holder: string;
  private heldUntilMs = 0;

  constructor(
    private readonly leases: Leases,
    @Inject(clock) clock: Clock,
  ) {
    this.holder = clock.newId();
  }

  /** Tells whether this process has the lead, as far as it knows without asking the records. */
  get held(): boolean {
    return performance.now() < this.heldUntilMs;
  }

  /** Takes the lead, or renews it. Returns whether this process has it. Throws `records-unavailable`. */
  async take(): Promise<boolean> {
    const asked = performance.now();
    const taken = await this.leases.take('connector', this.holder, leaseMs);
    this.heldUntilMs = taken ? asked + leaseMs : 0;
    return taken;
  }

  async give(): Promise<void> {
    this.heldUntilMs = 0;
    await this.leases.give('connector', this.holder);
  }
}
