import { type Families, groupsSettings, type Incidents } from '#contracts';
import { say } from '../analysis/tools.js';
import { followAnalysis } from '../client/analyses.js';
import { type ApiOptions, openApi } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { cancellable } from '../client/until-stopped.js';

export interface StationGroupsOptions extends ApiOptions, PersonOptions {
  method: 'k-means' | 'dbscan';
  k?: number;
  seed: number;
  regroup?: boolean;
  hours?: number;
  json?: boolean;
}

const hourMs = 3_600_000;

/**
 * Prints the families of a station's alerts with the incidents of the last day; with `--regroup` grouped anew first,
 * which Ctrl-C cancels.
 * @throws TouchstoneError the API's; with the failure that the job ended in.
 */
export async function stationGroups(station: string, options: StationGroupsOptions): Promise<void> {
  const api = openApi(options);
  if (options.regroup === true)
    await cancellable('grouping', (signal) => regroup(station, options, signal));
  const path = { station };
  const query = { hours: options.hours ?? 24 };
  const found = await api.get('/v1/stations/{station}/families', { path });
  const runs = await api.get('/v1/stations/{station}/incidents', { path, query });
  say({ ...found, incidents: runs.items }, linesOf(found, runs), options.json);
}

async function regroup(station: string, options: StationGroupsOptions, signal: AbortSignal) {
  const { method, k = null, seed, hours, by } = options;
  const api = openApi(options);
  const from = hours === undefined ? null : new Date(Date.now() - hours * hourMs).toISOString();
  const settings = groupsSettings.parse({ method, k, seed, from });
  const body = { kind: 'groups' as const, settings, by };
  const asked = await api.post('/v1/stations/{station}/analyses', { path: { station }, body });
  await followAnalysis(api, asked, { by, signal });
}

function linesOf({ items, loose, stationId }: Families, runs: Incidents): string[] {
  return [
    `${stationId}: ${items.length} families${loose === 0 ? '' : `, ${loose} alerts in none`}`,
    ...items.map(
      ({ name, alerts, parts, firstSeen, lastSeen }) =>
        `${name}: ${alerts} alerts, ${parts} parts${firstSeen === null ? '' : `, ${local(firstSeen)} to ${local(lastSeen!)}`}`,
    ),
    ...(runs.items.length > 0 ? ['Incidents:'] : []),
    ...runs.items.map(
      ({ parts, family, began, open }) =>
        `${parts} ${parts === 1 ? 'part' : 'parts'}, same look (${family.name}), began ${local(began)}${open ? ', goes on' : ''}`,
    ),
  ];
}

function local(instant: string): string {
  return new Date(instant).toLocaleString();
}
