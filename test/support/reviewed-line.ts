import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ModelManifest } from '#contracts';
import { systemClock } from '#telemetry';
import { JobQueues, queues } from '#queue';
import { startApi } from './api.js';
import { type Line, startLine } from './line.js';
import { paintedPart } from './painted-parts.js';
import { startCalibrator } from './started-apps.js';
import { inspectFrame, patientClient } from './station.js';
import { until } from './until.js';

const mediaType = 'image/jpeg';

/** Starts a line with its API before it and a model of painted parts; nobody inspects yet. */
export async function startReviewedLine() {
  const line = await startLine();
  const blobs = pathToFileURL(join(line.dataFolder, 'blobs')).href;
  const { url: redisUrl } = line.redis;
  const api = await startApi({ redisUrl, databaseUrl: line.postgres.url }, { blobs });
  const client = patientClient(api.url);
  // The camera is not what is tested: painted parts differ from each other in light.
  await line.putStation('line-1', {
    camera: { check: false, alertAfter: 3, margin: 1 },
    screen: { enabled: false, mostGood: 0.05 },
  });
  for (let seed = 1; seed <= 14; seed++) await line.addNormal(await paintedPart(seed));
  const calibrator = await startCalibrator(line.environment);
  const calibration = await line.requestCalibration();
  await until(async () => (await line.calibration(calibration)).state === 'done');
  await calibrator.stop();

  return {
    line,
    api,
    client,
    reviewQueue: api.app.get(JobQueues).of(queues.review),
    /** Sends a painted part and waits for its inspection. */
    show: async (seed: number, options: { stain?: boolean; goldenPart?: string } = {}) =>
      inspectFrame(client, 'line-1', {
        bytes: await paintedPart(seed, options),
        mediaType,
        facts: options.goldenPart === undefined ? {} : { goldenPart: options.goldenPart },
      }),
    /** A model like the active one under other limits. */
    useLimits: (limits: ModelManifest['limits']) => useModel(line, { limits }),
    /** A model like the active one but for this. */
    useModel: (changes: Partial<ModelManifest>) => useModel(line, changes),
    stop: async () => {
      await api.stop();
      await line.stop();
    },
  };
}
export type ReviewedLine = Awaited<ReturnType<typeof startReviewedLine>>;

async function useModel(line: Line, changes: Partial<ModelManifest>): Promise<ModelManifest> {
  const active = (await line.models.active('line-1'))!;
  const version = await line.models.nextVersion('line-1');
  const manifest = { ...active, id: systemClock.newId(), version, references: [], ...changes };
  await line.models.insert(manifest);
  await line.activate('line-1', manifest.id);
  return manifest;
}
