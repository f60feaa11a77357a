import { expect, test } from 'vitest';
import { stationSettings } from '#contracts';
import { settingsChange } from './settings-change.js';

const settings = stationSettings.parse({});
const webhook = { url: 'https://anna:word@plant.example/hook?token=abc', secret: 'a secret word' };

test('only what differs is told, as it was and as it is', () => {
  expect(settingsChange(settings, { ...settings, title: 'Line 9' })).toEqual({
    before: { title: '' },
    after: { title: 'Line 9' },
  });
});

test('a secret is never told, but that it changed is', () => {
  const change = settingsChange(
    { ...settings, webhook },
    { ...settings, webhook: { ...webhook, secret: 'another word' } },
  );
  expect(Object.keys(change.after)).toEqual(['webhook']);
  expect(JSON.stringify(change)).not.toMatch(/word|abc/);
});

test('of a new station what differs from the defaults is told', () => {
  expect(settingsChange(null, { ...settings, backlogLimit: 7 })).toEqual({
    before: { backlogLimit: 1000 },
    after: { backlogLimit: 7 },
  });
});
