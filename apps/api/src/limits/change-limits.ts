import { Inject, Injectable } from '@nestjs/common';
import type { ClearLimitsRequest, LimitChange, LimitsRequest } from '#contracts';
import { LimitChanges } from '#storage';
import type { Clock } from '#telemetry';
import { Teller } from '../events/teller.js';
import { Askers } from '../http/access/askers.js';
import { KnownStations } from '../stations/known-stations.js';
import { clock } from '../tokens.js';
import { askedLimits, ModelLimits } from './model-limits.js';

/** Changes a model's limits as a person asks, and tells everybody. */
@Injectable()
export class ChangeLimits {
  constructor(
    private readonly models: ModelLimits,
    private readonly changes: LimitChanges,
    private readonly known: KnownStations,
    private readonly teller: Teller,
    private readonly askers: Askers,
    @Inject(clock) private readonly clock: Clock,
  ) {}

  /** Done at once, or waiting for a second person. Throws `model-not-found`, `validation-failed`. */
  async set(station: string, model: string, asked: LimitsRequest): Promise<LimitChange> {
    const { limits } = await this.models.of(station, model);
    const both = askedLimits(limits, asked);
    return this.tell(await this.changes.ask(station, model, both, this.facts(asked)));
  }

  /** Brings back the limits that the calibration made. Throws `model-not-found`. */
  async clear(station: string, model: string, asked: ClearLimitsRequest): Promise<LimitChange> {
    return this.tell(await this.changes.ask(station, model, null, this.facts(asked)));
  }

  async approve(station: string, id: string, by: string): Promise<LimitChange> {
    const mustBeProven = await this.askers.provesPeople();
    const facts = this.facts({ by, why: '' });
    return this.tell(await this.changes.approve(station, id, facts, mustBeProven));
  }

  async withdraw(station: string, id: string, by: string): Promise<LimitChange> {
    return this.tell(await this.changes.withdraw(station, id, this.facts({ by, why: '' })));
  }

  private facts({ by, why }: { readonly by: string; readonly why: string }) {
    return { id: this.clock.newId(), auditId: this.clock.newId(), by, why, at: this.clock.now() };
  }

  /** Workers see the change in the records within a second or two also when nobody tells them. */
  private async tell(change: LimitChange): Promise<LimitChange> {
    this.known.forget(change.stationId);
    await this.teller.tell({ type: 'limits', change });
    return change;
  }
}
