import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stationSettings } from '#contracts';
import { CurrentStations } from './current-stations.js';
import type { StationRecord } from './stations.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

function counting(answer: () => Promise<StationRecord | null>) {
  const asked = { times: 0 };
  const record = () => {
    asked.times += 1;
    return answer();
  };
  return { asked, stations: new CurrentStations({ record }) };
}

const station = (activeModel: string | null): StationRecord => ({
  id: 'line-1',
  settings: stationSettings.parse({}),
  activeModel,
  memoryVersion: 0,
  limitsByHand: null,
});

test('however many frames come, a station is read once a second', async () => {
  let active = 'first';
  const { asked, stations } = counting(() => Promise.resolve(station(active)));
  await Promise.all(Array.from({ length: 50 }, () => stations.get('line-1')));
  expect(asked.times).toBe(1);
  active = 'second';
  vi.advanceTimersByTime(999);
  expect((await stations.get('line-1'))?.activeModel).toBe('first');
  vi.advanceTimersByTime(1);
  expect((await stations.get('line-1'))?.activeModel).toBe('second');
  expect(asked.times).toBe(2);
});

test('what could not be read is read again by the next frame', async () => {
  let up = false;
  const { stations } = counting(() =>
    up ? Promise.resolve(station(null)) : Promise.reject(new Error('away')),
  );
  await expect(stations.get('line-1')).rejects.toThrow('away');
  up = true;
  expect((await stations.get('line-1'))?.id).toBe('line-1');
});

test('a first activation is seen at once: a station without an active model is read each time', async () => {
  let active: string | null = null;
  const { stations } = counting(() => Promise.resolve(station(active)));
  expect((await stations.get('line-1'))?.activeModel).toBeNull();
  active = 'first';
  expect((await stations.get('line-1'))?.activeModel).toBe('first');
});

test('a station that nobody made is null, and is looked for again', async () => {
  const { asked, stations } = counting(() => Promise.resolve(null));
  expect(await stations.get('line-1')).toBeNull();
  expect(await stations.get('line-1')).toBeNull();
  expect(asked.times).toBe(2);
});

test('after a change that was made here the station is read again', async () => {
  const { asked, stations } = counting(() => Promise.resolve(station('first')));
  await stations.get('line-1');
  stations.forget('line-1');
  await stations.get('line-1');
  expect(asked.times).toBe(2);
});
