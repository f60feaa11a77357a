import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type CameraFault,
  type CameraMessage,
  cameraSettings,
  type DeliverJob,
  type Inspection,
} from '#contracts';
import { CameraStates } from '#storage';
import { type Line, startLine } from '../../support/line.js';
import { owedNow } from '../../support/owed.js';
import { someInspection } from '../../support/records.js';
import { nextMillisecond } from '../../support/until.js';

const fault: CameraFault = {
  cause: 'blurred',
  figure: 'focus',
  value: 0.2,
  range: { low: 0.5, high: 1 },
  text: 'blurred: 40 % of the usual sharpness',
};
const camera = cameraSettings.parse({ alertAfter: 3 });
const webhook = { url: 'http://127.0.0.1:1/hook', secret: 'a secret of the test' };

let line: Line;
let cameras: CameraStates;

beforeAll(async () => {
  line = await startLine();
  cameras = new CameraStates(line.database);
});
afterAll(async () => {
  await line.stop();
});

async function inspected(
  station: string,
  changes: Partial<Inspection> = { verdict: 'invalid', fault },
): Promise<() => ReturnType<typeof line.inspections.record>> {
  const frameId = await line.push(Buffer.from(String(Math.random())), station);
  const inspection = someInspection(await line.frames.get(frameId), changes);
  return () =>
    line.inspections.record({ inspection, map: new Float32Array(4), alert: false, camera });
}

/** The messages that wait for their delivery, oldest first. */
async function toldNow(): Promise<CameraMessage[]> {
  const owed = await owedNow<DeliverJob>(line.database, 'camera-messages');
  const found = await Promise.all(owed.map(({ frameId }) => cameras.pending(frameId)));
  return found.filter((message) => message !== null);
}

const good = { verdict: 'ok', fault: null } as const;

test('three invalid frames raise one alert, a valid one clears it; doing it twice changes nothing', async () => {
  await line.putStation('a', { webhook });
  for (const inARow of [1, 2, 3, 4]) {
    const record = await inspected('a');
    const { camera: change } = await record();
    expect(change).toMatchObject({
      state: { inARow, alerted: inARow >= 3, fault },
      delivery: inARow === 3 ? 'pending' : null,
    });
    const again = await record();
    expect(again.fresh).toBe(false);
    expect(again.camera?.delivery ?? null).toBe(inARow === 3 ? 'pending' : null);
    expect((await cameras.get('a')).inARow).toBe(inARow);
  }
  const first = await (await inspected('a', good))();
  expect(first.camera).toMatchObject({
    state: { inARow: 0, alerted: false, fault: null, since: null },
    delivery: 'pending',
  });
  expect((await (await inspected('a', good))()).camera).toBeNull();
  const told = await toldNow();
  expect(told.map(({ change, inARow }) => [change, inARow])).toEqual([
    ['raised', 3],
    ['cleared', 4],
  ]);
  expect(new Set(told.map(({ id }) => id)).size).toBe(2);
  for (const { frameId } of told) await cameras.markDelivered(frameId);
  expect(await toldNow()).toEqual([]);
  expect(await cameras.pending(told[0]!.frameId)).toBeNull();
});

test('many workers at once: one message to raise it, one to clear it, for each row', async () => {
  await line.putStation('b', { webhook });
  for (let row = 0; row < 3; row++) {
    const invalid = await Promise.all(Array.from({ length: 12 }, () => inspected('b')));
    const changes = await Promise.all([...invalid, ...invalid].map((record) => record()));
    expect(changes.filter(({ fresh, camera }) => fresh && camera?.delivery)).toHaveLength(1);
    expect((await cameras.get('b')).inARow).toBe(12);
    await nextMillisecond();
    const valid = await Promise.all(Array.from({ length: 6 }, () => inspected('b', good)));
    const ends = await Promise.all(valid.map((record) => record()));
    expect(ends.filter(({ camera }) => camera?.delivery)).toHaveLength(1);
  }
  const told = await toldNow();
  expect(told.map(({ change }) => change).sort()).toEqual(
    [...Array<string>(3).fill('cleared'), ...Array<string>(3).fill('raised')], // prettier-ignore
  );
});

test('a valid frame from before the fault, and golden parts, neither end nor make a row', async () => {
  await line.putStation('c');
  const before = await inspected('c', good);
  await nextMillisecond();
  await (
    await inspected('c')
  )();
  expect((await before()).camera).toBeNull();
  await (
    await inspected('c', { ...good, goldenPart: 'golden-1' })
  )();
  await (
    await inspected('c', { verdict: 'invalid', fault, goldenPart: 'golden-1' })
  )();
  expect(await cameras.get('c')).toMatchObject({ inARow: 1, alerted: false });
  expect(await cameras.get('never seen')).toMatchObject({ inARow: 0, fault: null });
});

test('the same bytes right after one another are a repeat; with another between, or as the same capture, they are none', async () => {
  await line.putStation('d');
  const [x, y] = [Buffer.from('x'), Buffer.from('y')];
  let millisecond = 0;
  const repeats = async (bytes: Buffer, facts: Parameters<Line['push']>[2] = {}) => {
    const alone = { partId: null, capturedAt: new Date(Date.UTC(2026, 0, 1) + millisecond++) };
    const id = await line.push(bytes, 'd', { ...alone, ...facts });
    await nextMillisecond();
    return (await line.frames.findToInspect(id))!.repeats;
  };
  const capturedAt = new Date(Date.UTC(2025, 0, 1));
  expect(await repeats(x)).toBe(false);
  expect(await repeats(x)).toBe(true);
  expect(await repeats(y)).toBe(false);
  expect(await repeats(x)).toBe(false);
  expect(await repeats(x, { partId: 'P1' })).toBe(true);
  expect(await repeats(x, { partId: 'P1' })).toBe(false);
  expect(await repeats(x, { partId: 'P2', capturedAt })).toBe(true);
  expect(await repeats(x, { partId: 'P3', capturedAt })).toBe(false);
  expect(await repeats(x, { goldenPart: 'golden-1' })).toBe(false);
  expect(await repeats(x)).toBe(false);
});
