import type { Calibration, CalibrationAsked } from '#contracts';
import type { ApiClient, Upload } from '../client/api-client.js';
import type { Stopping } from '../client/follow-job.js';
import { inParallel } from '../client/in-parallel.js';
import { startProgress } from '../progress.js';

const uploadsAtOnce = 4;

/** Uploads normals, with progress. `uploadAt` makes the n-th, so that a thousand need not be held at once. */
export async function uploadNormals(
  api: ApiClient,
  station: string,
  count: number,
  uploadAt: (index: number) => Promise<Upload>,
): Promise<void> {
  const progress = startProgress('Uploading normals', count);
  let done = 0;
  try {
    const indices = Array.from({ length: count }, (_, index) => index);
    await inParallel(indices, uploadsAtOnce, async (index) => {
      await api.addNormal(station, await uploadAt(index));
      progress.update(++done);
    });
  } finally {
    progress.stop();
  }
}

/**
 * Starts a calibration and shows its steps until it is done. @throws TouchstoneError when it fails; where it may be
 * stopped, what `followJob` throws.
 */
export async function calibrate(
  api: ApiClient,
  station: string,
  request: CalibrationAsked,
  stopping?: Stopping,
): Promise<Calibration> {
  const started = await api.startCalibration(station, request);
  const progress = startProgress('Calibrating');
  const onProgress = ({ progress: now }: Calibration) => {
    if (now) progress.update(now.done, now.of, now.step);
  };
  try {
    return await api.followCalibration(started.id, onProgress, stopping);
  } finally {
    progress.stop();
  }
}
