import { expect, test } from 'vitest';
import { groups } from './settings-groups.js';
import { patchOf, problemAt, type Settings, valueAt, withValue } from './settings-draft.js';
import { stationSettings } from '#contracts';

const settings = stationSettings.parse({}) as Settings;

test('every field of the form is a setting of the contracts', () => {
  for (const { path } of groups.flatMap(({ fields }) => fields))
    expect(valueAt(settings, path), path).toBeDefined();
});

test('only what changed is sent, as a whole', () => {
  expect(patchOf(settings, settings)).toBeNull();
  const changed = withValue(settings, 'camera.alertAfter', 7);
  expect(patchOf(settings, changed)).toEqual({ camera: { ...settings.camera, alertAfter: 7 } });
  expect(valueAt(settings, 'camera.alertAfter')).toBe(3);
});

test('a complaint stands at its field, also when it is about a part of it', () => {
  const errors = [{ path: 'targets.reject.parts', message: 'too few' }];
  expect(problemAt(errors, 'targets.reject')).toBe('too few');
  expect(problemAt(errors, 'targets.review')).toBeUndefined();
});

test('a setting that lies three names deep is changed alone', () => {
  const changed = withValue(settings, 'retention.ok.days', 30);
  expect(patchOf(settings, changed)).toEqual({
    retention: { ...settings.retention, ok: { days: 30, most: null } },
  });
});
