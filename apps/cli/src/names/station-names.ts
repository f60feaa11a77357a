import { type DefectNaming, namesSettings } from '#contracts';
import { say } from '../analysis/tools.js';
import { followAnalysis } from '../client/analyses.js';
import { type ApiOptions, openApi } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';
import { cancellable } from '../client/until-stopped.js';
import { reportLines } from './report-lines.js';

export interface StationNamesOptions extends ApiOptions, PersonOptions {
  method: 'logistic' | 'svm';
  seed: number;
  retrain?: boolean;
  json?: boolean;
}

/**
 * Prints the names that a station's reviews have taught; with `--retrain` learned anew first.
 * @throws TouchstoneError the API's.
 */
export async function stationNames(station: string, options: StationNamesOptions): Promise<void> {
  const api = openApi(options);
  const { method, seed, by } = options;
  const path = { station };
  if (options.retrain === true) {
    const settings = namesSettings.parse({ method, seed });
    await cancellable('learning of names', async (signal) => {
      const body = { kind: 'names' as const, settings, by };
      const asked = await api.post('/v1/stations/{station}/analyses', { path, body });
      await followAnalysis(api, asked, { by, signal });
    });
  }
  const naming = await api.get('/v1/stations/{station}/names', { path });
  say(naming, linesOf(naming), options.json);
}

function linesOf({ stationId, method, report, reason, leftOut }: DefectNaming): string[] {
  const few = leftOut.map(({ name, examples }) => `${name} (${examples})`).join(', ');
  return [
    ...(reason === null ? [] : [`${stationId}: ${reason}`]),
    ...(report === null || method === null
      ? []
      : reportLines({ set: stationId, backbone: 'its reviews', method, report })),
    ...(few === '' ? [] : [`Too few examples yet: ${few}`]),
  ];
}
