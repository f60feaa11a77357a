import { page, quarantined, type Quarantined } from '#contracts';
import type { ApiClient } from '../client/api-client.js';

/** Normals in one answer. */
const pageSize = 500;

/** Normals of the station that wait for a person, last set aside first. */
export function waitingNormals(api: ApiClient, station: string): Promise<Quarantined[]> {
  return everyPage(api, station, '&state=quarantined');
}

/** Also those that were decided on. */
export function everSetAside(api: ApiClient, station: string): Promise<Quarantined[]> {
  return everyPage(api, station, '');
}

async function everyPage(api: ApiClient, station: string, filter: string): Promise<Quarantined[]> {
  const items: Quarantined[] = [];
  let cursor = '';
  for (;;) {
    const path = `/v1/stations/${station}/quarantine?limit=${pageSize}${filter}${cursor}`;
    const found = await api.get(page(quarantined), path);
    items.push(...found.items);
    if (found.next === null) return items;
    cursor = `&cursor=${encodeURIComponent(found.next)}`;
  }
}
