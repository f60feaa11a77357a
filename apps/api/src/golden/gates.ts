import { Inject, Injectable } from '@nestjs/common';
import { type Clock } from '#telemetry';
import { type Gate, TouchstoneError } from '#contracts';
import { Challenges, FreshReads, GoldenParts } from '#storage';
import type { ActiveStation } from '../stations/known-stations.js';
import { clock } from '../tokens.js';

/** The milliseconds that a gate that was open is taken to be. */
const freshMs = 1_000;

/**
 * The gates of the stations: whether they take production frames. An open gate is read at most once a second, and none
 * where no challenge is required; a closed one with every frame, so that the first frame after the last golden part is
 * taken.
 */
@Injectable()
export class Gates {
  private readonly reads: FreshReads<Gate>;

  constructor(
    challenges: Challenges,
    @Inject(GoldenParts) private readonly parts: Pick<GoldenParts, 'get'>,
    @Inject(clock) private readonly clock: Clock,
  ) {
    const read = (station: string) => challenges.gate(station, this.clock.now());
    this.reads = new FreshReads(read, { freshMs, keep: ({ open }) => open });
  }

  /** Throws `golden-part-not-found` for a frame that names one the station does not have. */
  async partMustExist(station: string, part: string | undefined): Promise<void> {
    if (part !== undefined) await this.parts.get(station, part);
  }

  /** Throws `station-closed` saying what to show. */
  async refuseWhenClosed({ id, settings }: ActiveStation): Promise<void> {
    if (!settings.challenge.required) return;
    const gate = await this.reads.get(id);
    if (isOpen(gate, this.clock.now())) return;
    throw new TouchstoneError(
      'station-closed',
      `station ${id} takes no production frames: ${gate.why}; frames of golden parts carry the header Touchstone-Golden-Part`,
      { facts: { missing: gate.challenge?.missing ?? [] } },
    );
  }

  /** Forgets a gate after a change made here. */
  forget(station: string): void {
    this.reads.forget(station);
  }
}

function isOpen({ open, until }: Gate, now: Date): boolean {
  return open && (until === null || new Date(until) > now);
}
