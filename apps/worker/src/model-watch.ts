import { hostname } from 'node:os';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { type ModelRefusal } from '#contracts';
import { systemClock } from '#telemetry';
import { LiveEvents } from '#queue';
import { ModelRefusals, troubleRenewedMs } from '#storage';
import { ActiveModels, type ModelListener } from './active-models.js';

/**
 * Proves each model on this worker as soon as it is activated, and writes down which one is refused here and why, so
 * that the station says so. A refused one is tried again twice a minute, which also shows that the worker still lives.
 */
@Injectable()
export class ModelWatch implements ModelListener, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('models');
  private readonly worker = `${hostname()}:${process.pid}`;
  private readonly proving = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private leave: (() => void) | undefined;

  constructor(
    private readonly models: ActiveModels,
    private readonly troubles: ModelRefusals,
    private readonly events: LiveEvents,
  ) {}

  onApplicationBootstrap(): void {
    this.models.listen(this);
    this.timer = setInterval(() => this.tryAgain(), troubleRenewedMs);
    this.timer.unref();
    void this.follow();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.leave?.();
    await Promise.allSettled(this.proving);
  }

  opened(station: string): void {
    void this.quietly(async () => {
      if (await this.troubles.clear(station, this.worker)) await this.tell(station, null);
    });
  }

  refused({ station, model, error }: Parameters<ModelListener['refused']>[0]): void {
    const { code, message: detail } = error;
    const { worker } = this;
    void this.quietly(async () => {
      await this.troubles.say({ station, worker, model, code, detail });
      await this.tell(station, { code, detail, worker, since: systemClock.now().toISOString() });
    });
  }

  /** Without the events, as while Redis is away, a new model is proven when its first frame comes. */
  private async follow(): Promise<void> {
    await this.quietly(async () => {
      this.leave = await this.events.subscribe('$', ({ event }) => {
        if (event.type === 'model-activated') this.prove(event.stationId);
      });
    });
  }

  private tryAgain(): void {
    if (this.leave === undefined) void this.follow();
    for (const station of this.models.stationsRefused()) this.prove(station);
  }

  /** Proves the station's model; what is wrong is said by whoever refuses the model. */
  private prove(station: string): void {
    const run = this.models
      .prove(station)
      .catch((error: unknown) => this.log.warn(`station ${station}: ${String(error)}`))
      .finally(() => this.proving.delete(run));
    this.proving.add(run);
  }

  private async tell(stationId: string, trouble: ModelRefusal | null): Promise<void> {
    await this.events.publish({ type: 'trouble', stationId, trouble });
  }

  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.warn(`the watch over models goes on later: ${String(error)}`);
    }
  }
}
