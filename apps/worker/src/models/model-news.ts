import { hostname } from 'node:os';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { ModelRefusal, TouchstoneError } from '#contracts';
import type { StationModel } from '#inspection';
import { LiveEvents } from '#queue';
import { ModelRefusals } from '#storage';
import { systemClock } from '#telemetry';
import { RememberAgain } from './remember-again.js';

/**
 * Writes down which station's model this worker refuses, and why, so that the station says so; and has what the station
 * remembers follow a model that was opened.
 */
@Injectable()
export class ModelNews implements OnApplicationShutdown {
  private readonly log = new Logger('models');
  private readonly worker = `${hostname()}:${process.pid}`;
  private readonly telling = new Set<Promise<void>>();

  constructor(
    private readonly refusals: ModelRefusals,
    private readonly events: LiveEvents,
    private readonly memory: RememberAgain,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.telling);
  }

  /** Tells that a station's model was opened: what this worker refused before is over, and its memory follows. */
  opened(model: StationModel): void {
    const { station } = model.manifest;
    this.later(() => this.memory.follow(model));
    this.later(async () => {
      if (await this.refusals.clear(station, this.worker)) await this.tell(station, null);
    });
  }

  /** Tells that the station's model is refused here. */
  refused(refused: { station: string; model: string; error: TouchstoneError }): void {
    const { station, model, error } = refused;
    const { code, message: detail } = error;
    const { worker } = this;
    this.later(async () => {
      await this.refusals.say({ station, worker, model, code, detail });
      await this.tell(station, { code, detail, worker, since: systemClock.now().toISOString() });
    });
  }

  private async tell(stationId: string, trouble: ModelRefusal | null): Promise<void> {
    await this.events.publish({ type: 'trouble', stationId, trouble });
  }

  /** No frame waits for it, and none fails by it: a refusal is told again each time that it is renewed. */
  private later(work: () => Promise<void>): void {
    const told = work()
      .catch((error: unknown) => this.log.warn(`a refused model is told later: ${String(error)}`))
      .finally(() => this.telling.delete(told));
    this.telling.add(told);
  }
}
