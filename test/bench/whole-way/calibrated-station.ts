import { setTimeout as sleep } from 'node:timers/promises';
import { simulateFrame } from '#simulation';

/** The size of a frame: 1.3 megapixels, as a common machine-vision sensor has them. */
export const frameSize = { width: 1280, height: 1024 };

/** Makes frames of the simulated line, JPEG; one in ten has a defect. */
export async function makeFrames(seed: number, count: number, defects: number): Promise<Buffer[]> {
  const frames: Buffer[] = [];
  for (let index = 0; index < count; index++)
    frames.push((await simulateFrame({ seed, defects, ...frameSize }, index)).bytes);
  return frames;
}

/** Makes the station, gives it the normals and waits for its model. Returns the seconds that took. */
export async function calibrateStation(
  url: string,
  station: string,
  normals: readonly Buffer[],
): Promise<number> {
  const place = `${url}/v1/stations/${station}`;
  await ask(place, 'PUT', '{"backlogLimit":100000}', 'application/json');
  for (const bytes of normals) await ask(`${place}/normals`, 'POST', bytes, 'image/jpeg');
  const start = performance.now();
  const { id } = await ask(
    `${place}/calibrations`,
    'POST',
    '{"activate":true}',
    'application/json',
  );
  for (;;) {
    const { state, failure } = await ask(`${url}/v1/calibrations/${String(id)}`, 'GET');
    if (state === 'done') return (performance.now() - start) / 1000;
    if (state === 'failed') throw new Error(`calibration failed: ${JSON.stringify(failure)}`);
    await sleep(200);
  }
}

async function ask(
  url: string,
  method: string,
  body?: string | Buffer,
  type?: string,
): Promise<Record<string, unknown>> {
  const headers: Record<string, string> = type === undefined ? {} : { 'Content-Type': type };
  const payload = typeof body === 'object' ? new Uint8Array(body) : body;
  const response = await fetch(url, { method, headers, body: payload });
  if (!response.ok)
    throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}
