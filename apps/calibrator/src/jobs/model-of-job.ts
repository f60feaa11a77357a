import { type ModelManifest, TouchstoneError } from '#contracts';
import type { Models } from '#storage';

/**
 * Returns the model that a job is about: the one that is named, or the station's active one. Throws `model-not-found`,
 * `no-active-model`.
 */
export async function modelOfJob(
  models: Models,
  station: string,
  id: string | null,
): Promise<ModelManifest> {
  const found = id === null ? await models.active(station) : await models.find(id);
  if (found?.station === station) return found;
  if (id === null)
    throw new TouchstoneError(
      'no-active-model',
      `Station ${station} has no active model to judge; name one.`,
    );
  throw new TouchstoneError('model-not-found', `Station ${station} has no model ${id}.`);
}
