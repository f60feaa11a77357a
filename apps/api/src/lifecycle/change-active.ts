import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Activation, ActivationRequest } from '#contracts';
import { type Clock } from '#telemetry';
import { LiveEvents } from '#queue';
import { Activations } from '#storage';
import { Askers } from '../http/access/askers.js';
import { KnownStations } from '../stations/known-stations.js';
import { clock } from '../tokens.js';

/** Changes which model is active, and tells everybody. */
@Injectable()
export class ChangeActive {
  private readonly log = new Logger('activations');

  constructor(
    private readonly activations: Activations,
    private readonly known: KnownStations,
    private readonly events: LiveEvents,
    private readonly askers: Askers,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Activates a model, done at once, or waiting for a second person. Throws as `Activations.ask`. */
  async activate(station: string, model: string, asked: ActivationRequest): Promise<Activation> {
    return this.tell(await this.activations.ask(station, model, this.asked(asked)));
  }

  async rollBack(station: string, asked: ActivationRequest): Promise<Activation> {
    return this.tell(await this.activations.rollBack(station, this.asked(asked)));
  }

  async approve(station: string, id: string, by: string): Promise<Activation> {
    const mustBeProven = await this.askers.provesPeople();
    const asked = this.asked({ by, why: '' });
    return this.tell(await this.activations.approve(station, id, asked, mustBeProven));
  }

  async withdraw(station: string, id: string, by: string): Promise<Activation> {
    return this.tell(await this.activations.withdraw(station, id, this.asked({ by, why: '' })));
  }

  private asked({ by, why }: ActivationRequest) {
    return { id: this.clock.newId(), auditId: this.clock.newId(), by, why, at: this.clock.now() };
  }

  /** Workers see the change in the records within a second or two also when nobody tells them. */
  private async tell(activation: Activation): Promise<Activation> {
    const { stationId, modelId, version, state } = activation;
    this.known.forget(stationId);
    try {
      await this.events.publish({ type: 'activation', activation });
      if (state === 'done')
        await this.events.publish({ type: 'model-activated', stationId, modelId, version });
    } catch (error) {
      this.log.warn(`activation ${activation.id} was not announced: ${String(error)}`);
    }
    return activation;
  }
}
