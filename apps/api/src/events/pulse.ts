import { Inject, Injectable, Logger } from '@nestjs/common';
import type { LiveEvent, WaitingFrames } from '#contracts';
import { Frames } from '#storage';
import type { Clock } from '#telemetry';
import { clock } from '../tokens.js';
import type { EventClient } from './event-client.js';

type Sees = (stationId: string) => boolean;
type Pulse = Extract<LiveEvent, { type: 'pulse' }>;

/** A screen at the line must know within three seconds that nobody answers any more. */
const everyMs = 1_000;
/** Records that do not say in that time what waits have said nothing. */
const patienceMs = 700;

/** Tells the clients that asked for it, every second, that the API is there and which frames wait. */
@Injectable()
export class Pulses {
  private readonly log = new Logger('events');
  /** The clients, each with the stations that who listens may see. */
  private readonly clients = new Map<EventClient, Sees>();
  private timer: NodeJS.Timeout | null = null;
  private reading: Promise<WaitingFrames[] | null> | null = null;

  constructor(
    private readonly frames: Frames,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** The first comes at once; they end with the client. `sees` tells which stations it may hear of. */
  add(client: EventClient, sees: Sees): void {
    this.clients.set(client, sees);
    client.onEnd(() => this.drop(client));
    void this.beat(new Map([[client, sees]]));
    this.timer ??= setInterval(() => void this.beat(this.clients), everyMs);
  }

  private drop(client: EventClient): void {
    this.clients.delete(client);
    if (this.clients.size > 0 || this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
  }

  private async beat(clients: ReadonlyMap<EventClient, Sees>): Promise<void> {
    const waiting = await this.waiting();
    const at = this.clock.now().toISOString();
    for (const [client, sees] of [...clients]) {
      const seen = waiting && waiting.filter(({ stationId }) => sees(stationId));
      const body: Pulse = { type: 'pulse', at, waiting: seen };
      client.send({ type: body.type, body });
    }
  }

  /** One question at a time is open: records that hang are not asked again and again. */
  private async waiting(): Promise<WaitingFrames[] | null> {
    this.reading ??= this.read().finally(() => (this.reading = null));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => (timer = setTimeout(resolve, patienceMs, null)));
    return Promise.race([this.reading, late]).finally(() => clearTimeout(timer));
  }

  private async read(): Promise<WaitingFrames[] | null> {
    try {
      return await this.frames.waiting();
    } catch (error) {
      this.log.warn(`the frames that wait were not read: ${String(error)}`);
      return null;
    }
  }
}
