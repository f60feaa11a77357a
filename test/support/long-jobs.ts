import { type CalibrationSettings, jobKinds, type RehearsalSettings } from '#contracts';
import type { NewJob } from '#storage';
import { systemClock } from '#telemetry';

type Said = Partial<Pick<NewJob, 'id' | 'askedBy' | 'why' | 'requestedAt'>>;

/** Returns a calibration as `Jobs.request` takes it. */
export function newCalibration(
  station: string,
  settings: Partial<CalibrationSettings> = {},
  said: Said = {},
): NewJob {
  const asked = { activate: true, incremental: false, normals: 12, targets: null, ...settings };
  return { ...newJob(station, said), kind: jobKinds.calibration, settings: asked };
}

/** Returns a rehearsal as `Jobs.request` takes it. */
export function newRehearsal(
  station: string,
  settings: Partial<RehearsalSettings> & Pick<RehearsalSettings, 'modelId'>,
  said: Said = {},
): NewJob {
  const asked = { against: null, inspections: 1_000, fromImages: false, ...settings };
  return { ...newJob(station, said), kind: jobKinds.rehearsal, settings: asked };
}

function newJob(station: string, said: Said) {
  const [id, requestedAt] = [systemClock.newId(), systemClock.now()];
  return { id, station, askedBy: 'operator', requestedAt, ...said };
}
