import { Injectable, Logger } from '@nestjs/common';
import type { LiveEvent } from '#contracts';
import { LiveEvents } from '#queue';

/**
 * Tells the event stream of changes that requests made. A change stands also where nobody could be told of it, as
 * while Redis is away: a page reads everything again when it is connected again.
 */
@Injectable()
export class Teller {
  private readonly log = new Logger('events');

  constructor(private readonly events: LiveEvents) {}

  async tell(event: LiveEvent): Promise<void> {
    try {
      await this.events.publish(event);
    } catch (error) {
      this.log.warn(`an event of type ${event.type} was not told: ${String(error)}`);
    }
  }

  /** Tells that a station, or what belongs to it, is not what it was. */
  stationChanged(
    stationId: string,
    changed: (LiveEvent & { type: 'station-changed' })['changed'],
  ): Promise<void> {
    return this.tell({ type: 'station-changed', stationId, changed });
  }
}
