import { type Calibration, type CalibrationAsked, TouchstoneError } from '#contracts';
import type { ApiClient, Upload } from '../client/api-client.js';
import type { Stopping } from '../client/follow-job.js';
import { inParallel } from '../client/in-parallel.js';
import { startProgress } from '../progress.js';

const uploadsAtOnce = 4;

/** Uploads normals, with progress; those that are refused are told of, and the others go on. `uploadAt` makes the n-th, so that a thousand need not be held at once. */
export async function uploadNormals(
  api: ApiClient,
  station: string,
  count: number,
  uploadAt: (index: number) => Promise<Upload>,
  onRefused: (index: number, error: TouchstoneError) => void,
): Promise<void> {
  const progress = startProgress('Uploading normals', count);
  let done = 0;
  try {
    const indices = Array.from({ length: count }, (_, index) => index);
    await inParallel(indices, uploadsAtOnce, async (index) => {
      await addOne(
        api,
        station,
        () => uploadAt(index),
        (error) => onRefused(index, error),
      );
      progress.update(++done);
    });
  } finally {
    progress.stop();
  }
}

/** What is wrong with one picture must not end the rest; what is wrong with the service ends it all. */
async function addOne(
  api: ApiClient,
  station: string,
  upload: () => Promise<Upload>,
  onRefused: (error: TouchstoneError) => void,
): Promise<void> {
  try {
    await api.addNormal(station, await upload());
  } catch (error) {
    if (!(error instanceof TouchstoneError) || ![413, 422].includes(error.status)) throw error;
    onRefused(error);
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
