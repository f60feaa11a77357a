import {
  defectMemoryEntry,
  page,
  rememberedPatches,
  type Inspection,
  type RememberedPatches,
} from '#contracts';
import type { ApiClient } from '../client/api-client.js';

/** The entries of the station's defect memory that counted when the frame was inspected, undone since or not. */
export async function rememberedThen(
  api: ApiClient,
  { stationId, memoryVersion }: Inspection,
): Promise<RememberedPatches[]> {
  if (memoryVersion === 0) return [];
  const path = `/v1/stations/${stationId}/defect-memory`;
  const entries: RememberedPatches[] = [];
  for (const id of await entryIds(api, path)) {
    const entry = await api.get(rememberedPatches, `${path}/${id}`);
    const { fromVersion, untilVersion } = entry;
    if (fromVersion <= memoryVersion && memoryVersion < (untilVersion ?? Infinity))
      entries.push(entry);
  }
  return entries;
}

async function entryIds(api: ApiClient, path: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const read = await api.get(page(defectMemoryEntry), `${path}?limit=500${after}`);
    ids.push(...read.items.map(({ id }) => id));
    cursor = read.next;
  }
  return ids;
}
