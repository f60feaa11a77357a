import type { ApiClient, Asked } from '#client';
import { openClient } from '../../apps/cli/src/client/open-client.js';
import { addNormal } from '../../apps/cli/src/client/push.js';
import { followCalibration } from '../../apps/cli/src/learn/teach.js';
import { paintedPart } from './painted-parts.js';

export { addNormal, inspectFrame, pushFrame } from '../../apps/cli/src/client/push.js';

const mediaType = 'image/jpeg';

/** The settings that a station is made with; what is left out has its default. */
type StationBody = Asked<'/v1/stations/{station}', 'put'>['body'];

/** Returns a client that waits out what may pass, as a camera's would. */
export function patientClient(
  url: string,
  more: { key?: string; patienceMs?: number } = {},
): ApiClient {
  return openClient({ url, patienceMs: 120_000, ...more });
}

/** Makes a station, or sets all of its settings anew. */
export async function putStation(
  client: ApiClient,
  station: string,
  body: StationBody,
): Promise<void> {
  await client.put('/v1/stations/{station}', { path: { station }, body });
}

/** Calibrates, and activates the model. Returns its id. */
export async function calibrateNow(client: ApiClient, station: string): Promise<string> {
  const asked = { path: { station }, body: { activate: true } };
  const { id } = await client.post('/v1/stations/{station}/calibrations', asked);
  const { modelId } = await followCalibration(client, id, () => undefined);
  if (modelId === null) throw new Error('the calibration made no model');
  return modelId;
}

/** Makes a station with a model learned from painted parts. Returns the active model's id. */
export async function teachStation(
  client: ApiClient,
  station: string,
  options: { normals?: number; settings?: StationBody } = {},
): Promise<string> {
  await putStation(client, station, options.settings ?? {});
  for (let index = 0; index < (options.normals ?? 20); index += 1) {
    const bytes = await paintedPart(10_000 + index);
    await addNormal(client, station, { bytes, mediaType, facts: { partId: `normal-${index}` } });
  }
  return calibrateNow(client, station);
}

/** Returns the n-th frame of the line: every fifth part has a stain. */
export async function nthFrame(index: number) {
  const bytes = await paintedPart(index, { stain: index % 5 === 4 });
  const facts = { partId: `part-${index}`, idempotencyKey: `frame-${index}` };
  return { bytes, mediaType, facts };
}
