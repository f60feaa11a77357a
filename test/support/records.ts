import {
  type Inspection,
  type ModelManifest,
  type StationSettings,
  modelManifest,
  stationSettings,
} from '#contracts';
import { systemClock } from '#telemetry';
import type { NewFrame, StoredNormal } from '#storage';

const zeros = '0'.repeat(64);

/** Returns a station's settings with the defaults of the design, and what the test changes. */
export function settingsWith(changes: Partial<StationSettings> = {}): StationSettings {
  return { ...stationSettings.parse({}), ...changes };
}

/** Returns a frame as `Frames.accept` takes it. */
export function someFrame(changes: Partial<NewFrame> = {}): NewFrame {
  const id = changes.id ?? systemClock.newId();
  return {
    id,
    station: 'line-1',
    partId: null,
    lot: null,
    capturedAt: null,
    acceptedAt: systemClock.now(),
    bytes: 3,
    width: 4,
    height: 5,
    goldenPart: null,
    mediaType: 'image/png',
    sha256: zeros,
    blob: `frames/line-1/2026-01-31/${id}`,
    ...changes,
  };
}

export function someNormal(changes: Partial<StoredNormal> = {}): StoredNormal {
  const { acceptedAt, ...image } = someFrame();
  return { ...image, sha256: sha256From(image.id), addedAt: acceptedAt, state: 'in', ...changes };
}

/** Distinct for distinct ids. */
function sha256From(id: string): string {
  return id.replaceAll('-', '').padEnd(64, '0');
}

export function someModel(station: string, version = 1): ModelManifest {
  const promise = {
    target: 0.01,
    j: 1,
    parts: 10,
    expectedRate: 1 / 11,
    interval95: [0, 0.3] as [number, number],
    provisional: true,
    partsMissing: 89,
  };
  const id = systemClock.newId();
  return modelManifest.parse({
    format: 'touchstone-model/1',
    id,
    station,
    version,
    madeAt: systemClock.now().toISOString(),
    backbone: { name: 'tiny', version: '1', sha256: zeros },
    inputSize: { width: 64, height: 64 },
    regionOfInterest: null,
    bank: {
      blob: `models/${station}/${id}/bank.safetensors`,
      sha256: zeros,
      rows: 10,
      dimensions: 8,
      settings: { rows: 10, seed: 1 },
    },
    score: { method: 'worst-mean', worst: 10, neighbours: 1 },
    limits: { warn: 2, reject: 3, scale: 0.5 },
    certificate: {
      method: 'conformal-grouped-kfold',
      frames: 10,
      parts: 10,
      folds: 5,
      seed: 1,
      warn: promise,
      reject: promise,
      provisional: true,
      heldOutScores: [1, 2, 3],
    },
    references: [],
  });
}

export function someInspection(frame: NewFrame, changes: Partial<Inspection> = {}): Inspection {
  return {
    frameId: frame.id,
    stationId: frame.station,
    partId: frame.partId,
    lot: frame.lot,
    verdict: 'defect',
    input: null,
    regions: [],
    imageScore: 4.5,
    displayScore: 0.95,
    limits: { warn: 2, reject: 3, scale: 0.5 },
    model: { id: '0190a000-0000-7000-8000-000000000001', version: 1 },
    grid: { rows: 2, columns: 3 },
    nearest: {
      patch: { row: 1, column: 2 },
      patchScore: 6,
      normalId: '0190a000-0000-7000-8000-000000000002',
      normalPatch: { row: 0, column: 1 },
    },
    quality: null,
    fault: null,
    lookAlike: null,
    goldenPart: null,
    memoryVersion: 0,
    limitsVersion: 0,
    engine: null,
    times: {
      captureMs: null,
      queueMs: 5,
      fetchMs: 1,
      decodeMs: 8,
      waitMs: 2,
      embedMs: 6,
      scoreMs: 2,
      totalMs: 24,
    },
    capturedAt: null,
    acceptedAt: frame.acceptedAt.toISOString(),
    inspectedAt: systemClock.now().toISOString(),
    ...changes,
  };
}

/** Returns somebody who asks for something just now. */
export function askedNow(by = 'operator', why = '') {
  const [id, auditId] = [systemClock.newId(), systemClock.newId()];
  return { id, auditId, by, why, at: systemClock.now() };
}
