import { describe, expect, test } from 'vitest';
import { stationSettings, type StationSettings } from './station-settings.js';
import { weakenedSettings } from './weakened-settings.js';

const strict = stationSettings.parse({
  activation: { secondPerson: true, rehearsal: true, testSet: true },
  challenge: { required: true, everyHours: 8, onNewModel: true },
  camera: { check: true, alertAfter: 3, margin: 1 },
});

type Group = 'activation' | 'targets' | 'challenge' | 'camera';
const changes: [Group, Record<string, unknown>][] = [
  ['activation', { secondPerson: false }],
  ['activation', { rehearsal: false }],
  ['activation', { testSet: false }],
  ['targets', { reject: 0.001 }],
  ['targets', { reject: 0.02 }],
  ['targets', { review: 0.1 }],
  ['targets', { method: 'maximum' }],
  ['targets', { whileProvisional: 0.2 }],
  ['challenge', { required: false }],
  ['challenge', { everyHours: 9 }],
  ['challenge', { onNewModel: false }],
  ['camera', { check: false }],
  ['camera', { alertAfter: 4 }],
  ['camera', { margin: 2 }],
];

function changed(from: StationSettings, group: Group, change: Record<string, unknown>) {
  return { [group]: { ...from[group], ...change } } as Partial<StationSettings>;
}

describe('settings that guard a station less', () => {
  test.each(changes)('%s %o is weaker', (group, change) => {
    const given = changed(strict, group, change);
    expect(weakenedSettings(strict, given)).toEqual(given);
  });

  test.each(changes.filter(([group]) => group !== 'targets'))(
    '%s %o, taken back, is not weaker',
    (group, change) => {
      const weak = { ...strict, ...changed(strict, group, change) };
      expect(weakenedSettings(weak, { [group]: strict[group] })).toEqual({});
    },
  );

  test('what is as it was, what is not given and other settings are not weaker', () => {
    expect(weakenedSettings(strict, strict)).toEqual({});
    expect(weakenedSettings(strict, { title: 'x', alertOn: [], webhook: null })).toEqual({});
  });
});
