import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frozenFault } from '#calibration';
import { inspection, type ModelManifest } from '#contracts';
import type { InUse } from './models/active-models.js';
import { changedBy, decideFrame, inspectionOf } from './decide-frame.js';
import type { Scored } from './traveller.js';

const acceptedAt = new Date('2026-03-04T05:06:07Z');
const limits = { warn: 2, reject: 3, scale: 0.5 };
const by = { limitsByHand: null, settings: { regions: { minimumArea: 0 } } };
const manifest = {
  id: '0190a000-0000-7000-8000-000000000001',
  version: 7,
  inputSize: { width: 256, height: 256 },
  second: null,
  regionOfInterest: null,
  limits,
} as ModelManifest;

function scored(imageScore: number, capturedMs: number | null, takenMs: number): Scored {
  const after = (milliseconds: number) => new Date(acceptedAt.getTime() + milliseconds);
  return {
    row: {
      id: '0190a000-0000-7000-8000-000000000002',
      station: 'line-1',
      partId: 'P1',
      lot: null,
      goldenPart: null,
      width: 300,
      height: 200,
      capturedAt: capturedMs === null ? null : after(capturedMs),
      acceptedAt,
      state: 'accepted',
      failure: null,
    } as Scored['row'],
    repeats: false,
    takenAt: after(takenMs),
    quality: null,
    image: { width: 1, height: 1, pixels: new Uint8Array(3) },
    embedding: null,
    score: {
      imageScore,
      map: new Float32Array(6),
      rows: 2,
      columns: 3,
      nearest: {
        patch: { row: 1, column: 2 },
        patchScore: imageScore,
        normalId: 'normal',
        normalPatch: { row: 0, column: 0 },
      },
    },
    likeness: null,
    memoryVersion: 0,
    engine: { backend: 'native', version: '0' },
    fetchMs: 1,
    decodeMs: 2,
    waitMs: 3,
    embedMs: 4,
    scoreMs: 5,
  };
}

test('what is recorded is what the API may show, and the number agrees with the verdict', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 50, noNaN: true }), (imageScore) => {
      const made = inspectionOf(scored(imageScore, null, 4), manifest, null, acceptedAt, by);
      expect(inspection.parse(made)).toEqual(made);
      expect(made.verdict === 'defect').toBe(made.displayScore > 0.5);
      expect(made.imageScore).toBe(imageScore);
    }),
  );
});

test('the times are those by hand: 30 ms after the capture accepted, 4 ms later taken, 20 ms later decided', () => {
  const now = new Date(acceptedAt.getTime() + 20);
  expect(inspectionOf(scored(1, -30, 4), manifest, null, now, by).times).toEqual({
    captureMs: 30,
    queueMs: 4,
    fetchMs: 1,
    decodeMs: 2,
    waitMs: 3,
    embedMs: 4,
    scoreMs: 5,
    totalMs: 20,
  });
});

test('a camera whose clock is ahead gives no negative time', () => {
  expect(inspectionOf(scored(1, 500, -2), manifest, null, acceptedAt, by).times).toMatchObject({
    captureMs: 0,
    queueMs: 0,
  });
});

test('a camera fault makes any score invalid, and the score is kept', () => {
  const fault = frozenFault();
  for (const imageScore of [0, 2.5, 40]) {
    const made = inspectionOf(scored(imageScore, null, 4), manifest, fault, acceptedAt, by);
    expect(made).toMatchObject({ verdict: 'invalid', imageScore, fault });
  }
});

test('a look-alike is raised, named, and counted only where the verdict is another because of it', () => {
  const entryId = '0190a000-0000-7000-8000-00000000e111';
  const alike = (score: number, likeness: number) => ({
    ...scored(score, null, 0),
    likeness: { entryId, name: 'scratch', likeness, place: 4 },
  });
  const raised = inspectionOf(alike(1, 1), manifest, null, acceptedAt, by);
  expect(raised).toMatchObject({ verdict: 'defect', imageScore: 3.5 });
  expect(raised.lookAlike).toEqual({
    entryId,
    name: 'scratch',
    likeness: 1,
    scoreBefore: 1,
    patch: { row: 1, column: 1 },
  });
  expect(changedBy(raised)).toBe(entryId);
  expect(changedBy({ ...raised, goldenPart: 'bad-1' })).toBeNull();
  expect(changedBy(inspectionOf(alike(9, 1), manifest, null, acceptedAt, by))).toBeNull();
  expect(changedBy(inspectionOf(alike(1, 0.1), manifest, null, acceptedAt, by))).toBeNull();
  expect(changedBy(inspectionOf(scored(9, null, 0), manifest, null, acceptedAt, by))).toBeNull();
});

test('an alert is raised for the verdicts that the station names, never for a camera fault or a golden part', () => {
  const decidedFor = (frame: Scored) =>
    decideFrame(
      frame,
      {
        station: { settings: { alertOn: ['defect'], camera: { check: true } } },
        model: { manifest: { ...manifest, cameraLimits: null, alignment: null } },
      } as unknown as InUse,
      acceptedAt,
    );
  const bad = scored(9, null, 0);
  expect(decidedFor(bad)).toMatchObject({ alert: true, inspection: { verdict: 'defect' } });
  expect(decidedFor(scored(2.5, null, 0))).toMatchObject({
    alert: false,
    inspection: { verdict: 'review' },
  });
  const frozen = decidedFor({ ...bad, repeats: true });
  expect(frozen).toMatchObject({ alert: false, inspection: { verdict: 'invalid' } });
  const golden = decidedFor({ ...bad, row: { ...bad.row, goldenPart: 'bad-1' } });
  expect(golden).toMatchObject({ alert: false, inspection: { verdict: 'defect' } });
});

test('limits that a person set decide in place of the model’s own, and the inspection says which', () => {
  const byHand = {
    warn: 1,
    reject: 1.5,
    version: 4,
    by: 'Anna',
    approvedBy: null,
    at: acceptedAt.toISOString(),
    why: 'scratches passed',
  };
  const frame = scored(1.8, null, 0);
  expect(inspectionOf(frame, manifest, null, acceptedAt, by)).toMatchObject({
    verdict: 'ok',
    limitsVersion: 0,
  });
  const setByHand = { ...by, limitsByHand: byHand };
  expect(inspectionOf(frame, manifest, null, acceptedAt, setByHand)).toMatchObject({
    verdict: 'defect',
    limits: { warn: 1, reject: 1.5, scale: limits.scale },
    limitsVersion: 4,
  });
});
