import { ApiClient } from '../../apps/cli/src/client/api-client.js';
import { paintedPart } from './painted-parts.js';

const mediaType = 'image/jpeg';

/** A client that waits out what may pass, as a camera's would. */
export function patientClient(url: string, patienceMs = 120_000): ApiClient {
  return new ApiClient({ url, patienceMs });
}

/** Makes a station with a model learned from painted parts. Returns the active model's id. */
export async function teachStation(
  client: ApiClient,
  station: string,
  options: { normals?: number; settings?: Record<string, unknown> } = {},
): Promise<string> {
  await client.putStation(station, options.settings ?? {});
  for (let index = 0; index < (options.normals ?? 20); index += 1) {
    const bytes = await paintedPart(10_000 + index);
    await client.addNormal(station, { bytes, mediaType, facts: { partId: `normal-${index}` } });
  }
  const { id } = await client.startCalibration(station, { activate: true });
  const calibration = await client.followCalibration(id, () => undefined);
  if (calibration.modelId === null) throw new Error('the calibration made no model');
  return calibration.modelId;
}

/** The n-th frame of the line: every fifth part has a stain. */
export async function nthFrame(index: number) {
  const bytes = await paintedPart(index, { stain: index % 5 === 4 });
  const facts = { partId: `part-${index}`, idempotencyKey: `frame-${index}` };
  return { bytes, mediaType, facts };
}
