import type { ApiClient } from '#client';
import { type Station, TouchstoneError } from '#contracts';

/** Returns the station, or undefined where there is none of that id. */
export async function findStation(api: ApiClient, id: string): Promise<Station | undefined> {
  try {
    return await api.get('/v1/stations/{station}', { path: { station: id } });
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'station-not-found') return undefined;
    throw error;
  }
}
