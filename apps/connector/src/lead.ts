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

  constructor(
    private readonly leases: Leases,
    @Inject(clock) clock: Clock,
  ) {
    this.holder = clock.newId();
  }

  /** Returns whether this process has the lead. Throws `records-unavailable`. */
  take(): Promise<boolean> {
    return this.leases.take('connector', this.holder, leaseMs);
  }

  async give(): Promise<void> {
    await this.leases.give('connector', this.holder);
  }
}
