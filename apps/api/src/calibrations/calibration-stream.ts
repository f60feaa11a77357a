import { Inject, Injectable } from '@nestjs/common';
import type { Calibration } from '#contracts';
import { type LiveEntry, LiveEvents } from '#queue';
import { Calibrations } from '#storage';
import type { EventClient } from '../events/event-client.js';
import { LOG, type Log } from '#telemetry';

/** How often the records are asked, so that a lost event delays the client and no more. */
const askEveryMs = 2_000;

/** Follows one calibration to its end, for one client. */
@Injectable()
export class CalibrationStream {
  constructor(
    @Inject(Calibrations) private readonly calibrations: Calibrations,
    @Inject(LiveEvents) private readonly events: LiveEvents,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Sends what is so now, then every change, and ends the client's stream with the calibration. */
  async follow(calibration: Calibration, client: EventClient): Promise<void> {
    let last = '';
    const show = (current: Calibration) => {
      const text = JSON.stringify(current);
      if (text !== last) client.send({ type: 'calibration', body: current });
      last = text;
      if (hasEnded(current)) client.end();
    };
    const asking = setInterval(() => void this.ask(calibration.id, show), askEveryMs);
    client.onEnd(() => clearInterval(asking));
    show(calibration);
    if (!hasEnded(calibration)) client.onEnd(await this.listen(calibration.id, show));
  }

  private async listen(id: string, show: (current: Calibration) => void): Promise<() => void> {
    const take = ({ event }: LiveEntry) => {
      if (event.type === 'calibration' && event.calibration.id === id) show(event.calibration);
    };
    try {
      return await this.events.subscribe('$', take);
    } catch (error) {
      this.log.warn(`following calibration ${id} without live events: ${String(error)}`);
      return () => undefined;
    }
  }

  private async ask(id: string, show: (current: Calibration) => void): Promise<void> {
    try {
      show(await this.calibrations.get(id));
    } catch (error) {
      this.log.warn(`calibration ${id} could not be read: ${String(error)}`);
    }
  }
}

function hasEnded({ state }: Calibration): boolean {
  return state === 'done' || state === 'failed';
}
