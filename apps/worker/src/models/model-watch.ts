import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { LiveEvents } from '#queue';
import { troubleRenewedMs } from '#storage';
import { ActiveModels } from './active-models.js';
import { RememberAgain } from './remember-again.js';

/**
 * Proves each model on this worker as soon as it is activated. A refused one is tried again twice a minute, which also
 * shows that the worker still lives.
 */
@Injectable()
export class ModelWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('models');
  private readonly proving = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private leave: (() => void) | undefined;

  constructor(
    private readonly models: ActiveModels,
    private readonly events: LiveEvents,
    private readonly memory: RememberAgain,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tryAgain(), troubleRenewedMs);
    this.timer.unref();
    void this.follow();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.leave?.();
    await Promise.allSettled(this.proving);
  }

  /** Follows the events. Without them, as while Redis is away, a new model is proven when its first frame comes. */
  private async follow(): Promise<void> {
    await this.quietly(async () => {
      this.leave = await this.events.subscribe('$', ({ event }) => {
        if (event.type === 'model-activated') this.prove(event.stationId);
        if (event.type === 'limits') this.models.forget(event.change.stationId);
      });
    });
  }

  private tryAgain(): void {
    if (this.leave === undefined) void this.follow();
    for (const station of this.models.stationsRefused()) this.prove(station);
    void this.memory.tryAgain();
  }

  /** Proves the station's model; what is wrong is said by whoever refuses the model. */
  private prove(station: string): void {
    const run = this.models
      .prove(station)
      .catch((error: unknown) => this.log.warn(`station ${station}: ${String(error)}`))
      .finally(() => this.proving.delete(run));
    this.proving.add(run);
  }

  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.warn(`the watch over models goes on later: ${String(error)}`);
    }
  }
}
