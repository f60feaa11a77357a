import type { StorageFigures, SystemState } from '#contracts';
import { say } from '../analysis/tools.js';
import { type ApiOptions, openApi } from '../client/options.js';

export interface SystemOptions extends ApiOptions {
  json?: boolean;
}

/** Prints how the installation stands. @throws TouchstoneError the API's. */
export async function showSystem(options: SystemOptions): Promise<void> {
  const system = await openApi(options).get('/v1/system', {});
  say(system, systemLines(system), options.json);
}

/** Writes the state as lines: versions, what is down, queues with their processes, failed frames, the disk. */
export function systemLines(system: SystemState): string[] {
  const { version, node, startedAt, checks, queues, failed, storage } = system;
  return [
    `Touchstone ${version} on Node.js ${node}, API running since ${startedAt}`,
    ...checks.map(({ name, up, reason }) => `${name}: ${up ? 'up' : `DOWN, ${reason}`}`),
    ...queues.map(
      ({ name, handledBy, processes, waiting, active, delayed }) =>
        `queue ${name}: ${waiting} waiting, ${active} in work, ${delayed} for later; taken by ${processes} ${handledBy}${processes === 1 ? '' : 's'}`,
    ),
    ...failed.map(({ stationId, code, frames }) => `failed at ${stationId}: ${frames} (${code})`),
    diskLine(storage),
  ];
}

function diskLine({ totalBytes, freeBytes, fullInDays }: StorageFigures): string {
  if (totalBytes === null || freeBytes === null) return 'disk: the store has none of its own';
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
  const full = fullInDays === null ? 'does not fill up' : `full in ${Math.floor(fullInDays)} days`;
  return `disk: ${gigabytes(freeBytes)} of ${gigabytes(totalBytes)} GB free, ${full}`;
}
