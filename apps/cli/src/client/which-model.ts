import { TouchstoneError, type ModelSummary } from '#contracts';
import type { ApiClient } from './api-client.js';

/**
 * The station's model of this id or version; its active one where none is named.
 * @throws TouchstoneError no-active-model, model-not-found.
 */
export async function whichModel(
  api: ApiClient,
  station: string,
  wanted?: string,
): Promise<ModelSummary> {
  const models = await api.models(station);
  const found = models.find(({ id, version, active }) =>
    wanted === undefined ? active : id === wanted || String(version) === wanted,
  );
  if (found) return found;
  if (wanted === undefined)
    throw new TouchstoneError(
      'no-active-model',
      `Station ${station} has no active model; name one of its ${models.length} with --model, or calibrate it.`,
    );
  throw new TouchstoneError(
    'model-not-found',
    `Station ${station} has no model ${wanted}; there are versions ${models.map(({ version }) => version).join(', ') || 'none'}.`,
  );
}
