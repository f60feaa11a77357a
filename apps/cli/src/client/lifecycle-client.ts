import {
  activation,
  auditEntry,
  keptEmbeddings,
  page,
  rehearsal,
  type Activation,
  type AuditEntry,
  type KeptEmbeddings,
  type Page,
  type Rehearsal,
} from '#contracts';
import type { ApiClient } from './api-client.js';
import { followJob, type Stopping } from './follow-job.js';

/** Who asks for something, and why. */
export interface Saying {
  by: string;
  why: string;
}

/** The part of the API that changes a station's active model, and what is to be known before and after. */
export class LifecycleClient {
  constructor(private readonly api: ApiClient) {}

  activate(station: string, model: string, said: Saying): Promise<Activation> {
    return this.api.post(activation, `/v1/stations/${station}/models/${model}/activate`, said);
  }

  rollBack(station: string, said: Saying): Promise<Activation> {
    return this.api.post(activation, `/v1/stations/${station}/rollback`, said);
  }

  decide(
    station: string,
    id: string,
    decision: 'approve' | 'withdraw',
    by: string,
  ): Promise<Activation> {
    return this.api.post(activation, `/v1/stations/${station}/activations/${id}/${decision}`, {
      by,
    });
  }

  activations(station: string, limit = 50): Promise<Page<Activation>> {
    return this.api.get(page(activation), `/v1/stations/${station}/activations?limit=${limit}`);
  }

  audit(station: string, limit: number): Promise<Page<AuditEntry>> {
    return this.api.get(page(auditEntry), `/v1/stations/${station}/audit?limit=${limit}`);
  }

  embeddings(station: string): Promise<KeptEmbeddings> {
    return this.api.get(keptEmbeddings, `/v1/stations/${station}/embeddings`);
  }

  rehearse(
    station: string,
    model: string,
    asked: { inspections?: number | undefined; fromImages?: boolean | undefined; by: string },
  ): Promise<Rehearsal> {
    return this.api.post(rehearsal, `/v1/stations/${station}/models/${model}/rehearsals`, asked);
  }

  /** Follows a rehearsal to its end. @throws TouchstoneError with the failure it ended in; what `followJob` throws. */
  followRehearsal(
    id: string,
    onProgress: (now: Rehearsal) => void,
    stopping: Stopping,
  ): Promise<Rehearsal> {
    const following = { what: 'rehearsal', path: `/v1/rehearsals/${id}`, onProgress };
    return followJob(this.api, rehearsal, { ...following, stopping });
  }
}
