import type { ApiClient } from '#client';
import { TouchstoneError, type ModelSummary } from '#contracts';

/** Returns the station's models, newest version first. */
export async function modelsOf(api: ApiClient, station: string): Promise<ModelSummary[]> {
  return (await api.get('/v1/stations/{station}/models', { path: { station } })).items;
}

/**
 * Returns the station's model of this id or version; its active one where none is named.
 * @throws TouchstoneError no-active-model, model-not-found.
 */
export async function whichModel(
  api: ApiClient,
  station: string,
  wanted?: string,
): Promise<ModelSummary> {
  const models = await modelsOf(api, station);
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
