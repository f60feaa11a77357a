import type { ApiClient } from '#client';
import type { Quarantined } from '#contracts';
import { everyItem } from '../client/every-item.js';

/** Normals in one answer. */
const limit = 500;

/** Lists the normals of the station that wait for a person, last set aside first. */
export function waitingNormals(api: ApiClient, station: string): Promise<Quarantined[]> {
  return everyItem((cursor) =>
    api.get('/v1/stations/{station}/quarantine', {
      path: { station },
      query: { limit, cursor, state: 'quarantined' },
    }),
  );
}

/** Lists the normals that were set aside, also those that were decided on. */
export function everSetAside(api: ApiClient, station: string): Promise<Quarantined[]> {
  return everyItem((cursor) =>
    api.get('/v1/stations/{station}/quarantine', { path: { station }, query: { limit, cursor } }),
  );
}
