import { Inject, Injectable } from '@nestjs/common';
import { type Clock, LOG, type Log } from '#telemetry';
import { type Rehearsal, type RehearsalRequest, TouchstoneError } from '#contracts';
import { JobQueues, LiveEvents, queues } from '#queue';
import { Models, Rehearsals, Stations } from '#storage';
import { clock } from '../tokens.js';

/** Asks for a rehearsal: row first, then job. A row whose job is lost is put back in by the sweep. */
@Injectable()
export class RequestRehearsal {
  constructor(
    private readonly stations: Stations,
    private readonly models: Models,
    private readonly rehearsals: Rehearsals,
    private readonly queues: JobQueues,
    private readonly events: LiveEvents,
    @Inject(clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Throws `station-not-found`, `model-not-found`, `records-` or `queue-unavailable`. */
  async request(station: string, model: string, asked: RehearsalRequest): Promise<Rehearsal> {
    const record = await this.stations.record(station);
    if (record === null)
      throw new TouchstoneError('station-not-found', `there is no station ${station}`);
    if ((await this.models.find(model))?.station !== station)
      throw new TouchstoneError('model-not-found', `station ${station} has no model ${model}`);
    const rehearsal = await this.rehearsals.request({
      id: this.clock.newId(),
      auditId: this.clock.newId(),
      station,
      model,
      against: record.activeModel,
      inspections: asked.inspections,
      fromImages: asked.fromImages,
      askedBy: asked.by,
      requestedAt: this.clock.now(),
    });
    await this.enqueue(rehearsal);
    await this.announce(rehearsal);
    return rehearsal;
  }

  private async enqueue({ id, stationId }: Rehearsal): Promise<void> {
    try {
      await this.queues.of(queues.rehearse).add({ rehearsalId: id, stationId });
    } catch (error) {
      await this.rehearsals.withdraw(id);
      throw error;
    }
  }

  private async announce(rehearsal: Rehearsal): Promise<void> {
    try {
      await this.events.publish({ type: 'rehearsal', rehearsal });
    } catch (error) {
      this.log.warn(`rehearsal ${rehearsal.id} was not announced: ${String(error)}`);
    }
  }
}
