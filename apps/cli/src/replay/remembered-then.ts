import type { ApiClient } from '#client';
import type { Inspection, RememberedPatches } from '#contracts';
import { everyItem } from '../client/every-item.js';

/** Lists the entries of the station's defect memory that counted when the frame was inspected, undone since or not. */
export async function rememberedThen(
  api: ApiClient,
  { stationId, memoryVersion }: Inspection,
): Promise<RememberedPatches[]> {
  if (memoryVersion === 0) return [];
  const entries: RememberedPatches[] = [];
  for (const id of await entryIds(api, stationId)) {
    const path = { station: stationId, entry: id };
    const entry = await api.get('/v1/stations/{station}/defect-memory/{entry}', { path });
    const { fromVersion, untilVersion } = entry;
    if (fromVersion <= memoryVersion && memoryVersion < (untilVersion ?? Infinity))
      entries.push(entry);
  }
  return entries;
}

async function entryIds(api: ApiClient, station: string): Promise<string[]> {
  const path = { station };
  const entries = await everyItem((cursor) =>
    api.get('/v1/stations/{station}/defect-memory', { path, query: { limit: 500, cursor } }),
  );
  return entries.map(({ id }) => id);
}
