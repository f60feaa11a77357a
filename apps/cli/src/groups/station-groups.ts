import { type Families, families, groupsSettings, type Incidents, incidents } from '#contracts';
import { say } from '../analysis/tools.js';
import { AnalysisClient } from '../client/analysis-client.js';
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
 * The families of a station's alerts with the incidents of the last day; with `--regroup` grouped anew first, which
 * Ctrl-C cancels. @throws TouchstoneError the API's; with the failure that the job ended in.
 */
export async function stationGroups(station: string, options: StationGroupsOptions): Promise<void> {
  const api = openApi(options);
  if (options.regroup === true)
    await cancellable('grouping', (signal) => regroup(station, options, signal));
  const path = `/v1/stations/${encodeURIComponent(station)}`;
  const found = await api.get(families, `${path}/families`);
  const runs = await api.get(incidents, `${path}/incidents?hours=${options.hours ?? 24}`);
  say({ ...found, incidents: runs.items }, linesOf(found, runs), options.json);
}

async function regroup(station: string, options: StationGroupsOptions, signal: AbortSignal) {
  const { method, k = null, seed, hours, by } = options;
  const client = new AnalysisClient(openApi(options));
  const from = hours === undefined ? null : new Date(Date.now() - hours * hourMs).toISOString();
  const settings = groupsSettings.parse({ method, k, seed, from });
  const asked = await client.request(station, { kind: 'groups', settings, by });
  await client.follow(asked, by, signal, () => undefined);
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
