import type { ApiClient } from '#client';
import { type Calibration, type CalibrationAsked, TouchstoneError } from '#contracts';
import { followJob, type Stopping } from '../client/follow-job.js';
import { inParallel } from '../client/in-parallel.js';
import { addNormal, type Upload } from '../client/push.js';
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

/** Adds one picture. What is wrong with it must not end the rest; what is wrong with the service ends it all. */
async function addOne(
  api: ApiClient,
  station: string,
  upload: () => Promise<Upload>,
  onRefused: (error: TouchstoneError) => void,
): Promise<void> {
  try {
    await addNormal(api, station, await upload());
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
  const { id } = await api.post('/v1/stations/{station}/calibrations', {
    path: { station },
    body: request,
  });
  const progress = startProgress('Calibrating');
  const onProgress = ({ progress: now }: Calibration) => {
    if (now) progress.update(now.done, now.of, now.step);
  };
  try {
    return await followCalibration(api, id, onProgress, stopping);
  } finally {
    progress.stop();
  }
}

/**
 * Follows a calibration to its end. @throws TouchstoneError with the failure it ended in; where it may be stopped,
 * too-late-to-cancel and the signal's reason.
 */
export function followCalibration(
  api: ApiClient,
  id: string,
  onProgress: (now: Calibration) => void,
  stopping?: Stopping,
): Promise<Calibration> {
  const path = { calibration: id };
  return followJob<Calibration>({
    what: 'calibration',
    read: () => api.get('/v1/calibrations/{calibration}', { path }),
    cancel: (by) => api.post('/v1/calibrations/{calibration}/cancel', { path, body: { by } }),
    onProgress,
    stopping,
  });
}
