import type { DuplicatesReport } from '#contracts';
import { say } from '../analysis/tools.js';
import { type ApiOptions, openApi } from '../client/options.js';

export interface StationDuplicatesOptions extends ApiOptions {
  hours: number;
  json?: boolean;
}

/** Prints frames of a station that show what another one showed shortly before. @throws TouchstoneError the API's. */
export async function stationDuplicates(
  station: string,
  options: StationDuplicatesOptions,
): Promise<void> {
  const asked = { path: { station }, query: { hours: options.hours } };
  const report = await openApi(options).get('/v1/stations/{station}/duplicates', asked);
  say(report, linesOf(report), options.json);
}

function linesOf({ stationId, hours, frames, duplicates, groups }: DuplicatesReport): string[] {
  return [
    `${stationId}: ${duplicates} of ${frames} frames of the last ${hours} h show what another one showed`,
    ...groups.map(
      ({ kind, frameIds, from, partIds, first }) =>
        `${kind}: ${frameIds.length} frames from ${new Date(from).toLocaleString()}` +
        `${partIds.length === 0 ? '' : ` (${partIds.slice(0, 3).join(', ')}${partIds.length > 3 ? ', ...' : ''})`}, first ${first}`,
    ),
  ];
}
