import { Injectable } from '@nestjs/common';
import { type Inspection } from '#contracts';
import { systemClock } from '#telemetry';
import { LiveEvents } from '#queue';
import { Challenges } from '#storage';

/** Adds the inspection of a golden part to the station's challenge, and tells what that did to its gate. */
@Injectable()
export class GoldenShowings {
  constructor(
    private readonly challenges: Challenges,
    private readonly events: LiveEvents,
  ) {}

  /** Notes the showing once per frame, however often it is called. */
  async shown(inspection: Inspection): Promise<void> {
    const challenge = await this.challenges.show(inspection);
    if (challenge === null) return;
    const gate = await this.challenges.gate(inspection.stationId, systemClock.now());
    await this.events.publish({ type: 'gate', gate });
  }
}
