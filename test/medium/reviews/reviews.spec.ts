import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  AuditEntry,
  DefectMemoryEntry,
  Inspection,
  ModelManifest,
  Normal,
  Page,
  Review,
  ReviewFigures,
  ReviewList,
} from '#contracts';
import { type AppProcess, startAppProcess } from '../../support/app-process.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { type ReviewedLine, startReviewedLine } from '../../support/reviewed-line.js';
import { until } from '../../support/until.js';

let on: ReviewedLine;
let workers: AppProcess[];
let lenient: ModelManifest;

beforeAll(async () => {
  on = await startReviewedLine();
  workers = await Promise.all([1, 2].map(() => startAppProcess('worker', on.line.environment)));
  // Just over what stains score: they are missed by little.
  const worst = Math.max(...(await stains(2000, 20)).map(({ imageScore }) => imageScore));
  const { limits } = (await on.line.models.active('line-1'))!;
  const [warn, reject] = [worst * 1.2, worst * 1.25];
  lenient = await on.useLimits({ ...limits, warn, reject });
  await judgedBy(lenient);
});

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.end('SIGTERM')));
  await on.stop();
});

const ask = (path: string, init?: RequestInit) => fetch(`${on.api.url}${path}`, init);
const read = async <T>(path: string) => bodyOf<T>(await ask(path));
const remove = (path: string) => ask(path, { method: 'DELETE' });

/** Waits until every worker judges by the model: eight frames in a row say so. */
async function judgedBy(manifest: ModelManifest): Promise<void> {
  for (let inARow = 0, seed = 5000; inARow < 8; seed++)
    inARow = (await on.show(seed)).model.id === manifest.id ? inARow + 1 : 0;
}

async function answer(frameId: string, body: Record<string, unknown>): Promise<Review> {
  const answered = await ask(`/v1/frames/${frameId}/review`, json('POST', body));
  expect([200, 201]).toContain(answered.status);
  return bodyOf<Review>(answered);
}

const settled = (id: string, frameId: string) =>
  until(async () => {
    const { items } = await read<Page<Review>>(`/v1/frames/${frameId}/reviews`);
    const review = items.find((one) => one.id === id)!;
    return review.effect === 'pending' ? null : review;
  });

const memory = async () =>
  (await read<Page<DefectMemoryEntry>>('/v1/stations/line-1/defect-memory')).items;
const standing = async () => (await memory()).filter(({ undoneAt }) => undoneAt === null);

async function lookAlikesOn(worker: AppProcess): Promise<number> {
  const text = await (await fetch(`${worker.url}/metrics`)).text();
  return Number(/^touchstone_look_alikes_total\{station="line-1"\} (\d+)/m.exec(text)?.[1] ?? 0);
}

const stains = (from: number, count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => on.show(from + i, { stain: true })));

/** The same picture again, as frames of their own: on both workers, in batches of any size. */
const theSame = (seed: number, count: number) =>
  Promise.all(Array.from({ length: count }, () => on.show(seed, { stain: true })));

test('a missed defect is answered: its look-alikes soon are defects on both workers, and are missed again once the entry is out', async () => {
  const missed = await on.show(510, { stain: true });
  expect(missed).toMatchObject({ verdict: 'ok', lookAlike: null });
  const before = await on.show(600);
  const start = Date.now();
  const review = await answer(missed.frameId, { answer: 'defect', name: 'stain', by: 'Ada' });
  expect(review).toMatchObject({ effect: 'pending', verdict: 'ok', by: 'Ada' });
  const caught: Inspection[] = [];
  const missedNow = async () => {
    const shown = await theSame(510, 4);
    caught.push(...shown.filter(({ verdict }) => verdict === 'defect'));
    return shown.some(({ verdict }) => verdict !== 'defect');
  };
  const onBoth = async () => Math.min(...(await Promise.all(workers.map(lookAlikesOn)))) > 0;
  await until(async () => !(await missedNow()) && (await onBoth()));
  const lastMissed = Date.now();
  // Both know it: nothing is missed from now on.
  while (caught.length < 40) expect(await missedNow()).toBe(false);
  // How many other stains are alike is the backbone's matter, and this one has random weights.
  const others = (await stains(1000, 20)).filter(({ verdict }) => verdict !== 'ok');
  process.stdout.write(
    `no look-alike was missed from ${lastMissed - start} ms after the answer on\n`,
  );

  const [entry] = await memory();
  expect(entry).toMatchObject({
    frameId: missed.frameId,
    reviewId: review.id,
    name: 'stain',
    by: 'Ada',
    undoneAt: null,
  });
  for (const one of caught) {
    expect(one.lookAlike).toMatchObject({ entryId: entry!.id, name: 'stain' });
    expect(one.imageScore).toBeGreaterThan(one.limits.reject);
    expect(one.lookAlike!.scoreBefore).toBeLessThan(one.limits.reject);
  }
  expect((await memory())[0]!.verdictsChanged).toBe(caught.length + others.length);
  const good = await on.show(600);
  expect(good).toMatchObject({ verdict: 'ok', lookAlike: null });
  expect(good.imageScore).toBeCloseTo(before.imageScore, 4);

  const undone = await remove(`/v1/stations/line-1/defect-memory/${entry!.id}?by=Ben`);
  expect(await bodyOf(undone)).toMatchObject({ undoneBy: 'Ben' });
  await until(async () => {
    const shown = await theSame(510, 8);
    return shown.every(({ verdict, lookAlike }) => verdict === 'ok' && lookAlike === null);
  });
  const { items } = await read<Page<AuditEntry>>('/v1/stations/line-1/audit');
  expect(items.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['review-given', 'defect-forgotten']),
  );
});

test('the same jobs again leave one entry, and each verdict is counted once', async () => {
  const missed = await on.show(520, { stain: true });
  const { frameId } = missed;
  const review = await answer(frameId, { answer: 'defect', name: 'spot' });
  expect((await settled(review.id, frameId)).effect).toBe('remembered-as-defect');
  const raised = await until(async () => {
    const shown = await on.show(520, { stain: true });
    return shown.lookAlike && shown;
  });
  const counted = (await standing())[0]!.verdictsChanged;
  const job = { reviewId: review.id, frameId, stationId: 'line-1' };
  await until(async () => (await on.reviewQueue.putBack(job)) === 1);
  const { acceptedAt } = raised;
  await on.line.queue.putBack({ frameId: raised.frameId, stationId: 'line-1', acceptedAt });
  await on.show(523);
  await until(async () => (await on.reviewQueue.backlog()).active === 0);
  expect(await standing()).toHaveLength(1);
  expect((await standing())[0]!.verdictsChanged).toBe(counted);
  expect(await bodyOf(await remove(`/v1/reviews/${review.id}?by=Ben`))).toMatchObject({
    undoneBy: 'Ben',
  });
  expect(await standing()).toEqual([]);
});

test('a later answer takes the place of the one before, with what that did', async () => {
  const { frameId } = await on.show(530, { stain: true });
  const first = await answer(frameId, { answer: 'defect', name: 'stain' });
  await settled(first.id, frameId);
  expect((await answer(frameId, { answer: 'defect', name: 'stain' })).id).toBe(first.id);
  const second = await answer(frameId, { answer: 'unsure', by: 'Ben' });
  expect(second.effect).toBe('none');
  const { items } = await read<Page<Review>>(`/v1/frames/${frameId}/reviews`);
  expect(items.map(({ id, undoneBy }) => [id, undoneBy])).toEqual([
    [second.id, null],
    [first.id, 'Ben'],
  ]);
  expect(await standing()).toEqual([]);
});

test('a region where nothing is unlike the normals: the answer says so and what to do', async () => {
  await judgedBy(lenient);
  const { frameId } = await on.show(3, { stain: true });
  const region = { x: 0, y: 0, width: 0.05, height: 0.05 };
  const review = await answer(frameId, { answer: 'defect', region });
  const failed = await settled(review.id, frameId);
  expect(failed.effect).toBe('failed');
  expect(failed.detail).toContain('marked region');
});

test('a false alarm is offered as a normal, once, and goes again when the answer is undone', async () => {
  const { warn, reject, scale } = lenient.limits;
  const strict = await on.useLimits({ warn: warn / 1e6, reject: reject / 1e6, scale });
  await judgedBy(strict);
  const alarm = await on.show(700);
  expect(alarm.verdict).toBe('defect');
  const normals = async () =>
    (await read<Page<Normal>>('/v1/stations/line-1/normals?limit=100')).items;
  const before = (await normals()).length;
  const review = await answer(alarm.frameId, { answer: 'ok', by: 'Ada' });
  expect((await settled(review.id, alarm.frameId)).effect).toBe('offered-as-normal');
  expect(await normals()).toHaveLength(before + 1);
  const job = { reviewId: review.id, frameId: alarm.frameId, stationId: 'line-1' };
  await until(async () => (await on.reviewQueue.putBack(job)) === 1);
  await until(async () => (await on.reviewQueue.backlog()).active === 0);
  expect(await normals()).toHaveLength(before + 1);
  await remove(`/v1/reviews/${review.id}`);
  expect(await normals()).toHaveLength(before);
});

test('the queue puts up what an answer could change, at most so many a shift; figures say what answers did', async () => {
  const { warn, reject, scale } = lenient.limits;
  await judgedBy(await on.useLimits({ warn: warn / 1e6, reject, scale }));
  const queue = () => read<ReviewList>('/v1/stations/line-1/review-queue');
  expect((await on.show(800)).verdict).toBe('review');
  const all = { mostPerShift: 200, shiftHours: 8 };
  await ask('/v1/stations/line-1', json('PATCH', { review: all }));
  const first = await queue();
  const most = first.items[0]!;
  expect(first.items.map(({ reason }) => reason)).toContain('between-limits');
  await answer(most.frameId, { answer: 'unsure' });
  const after = await queue();
  expect(after.items.map(({ frameId }) => frameId)).not.toContain(most.frameId);
  expect(after.answeredThisShift).toBe(first.answeredThisShift + 1);
  const review = { mostPerShift: after.answeredThisShift, shiftHours: 8 };
  await ask('/v1/stations/line-1', json('PATCH', { review }));
  expect((await queue()).items).toEqual([]);
  const figures = await read<ReviewFigures>('/v1/stations/line-1/review-figures');
  expect(figures).toMatchObject({ unsure: 2, falseAlarms: 0 });
  expect(figures.verdictsChanged).toBeGreaterThanOrEqual(40);
  await judgedBy(await on.useLimits(lenient.limits));
});

/** The moments at which the worker is killed: at once, once the job is taken, and once it is done. */
const momentsToKill: ((review: Review) => Promise<unknown>)[] = [
  () => Promise.resolve(),
  () => until(async () => (await on.reviewQueue.backlog()).waiting === 0),
  ({ id, frameId }) => settled(id, frameId),
];

test('workers are killed while answers are carried out: each is carried out once', async () => {
  await Promise.all(workers.map((worker) => worker.end('SIGTERM')));
  workers = [await startAppProcess('worker', on.line.environment)];
  const before = (await memory()).length;
  const missed: Inspection[] = [];
  for (const seed of [900, 901, 902]) missed.push(await on.show(seed, { stain: true }));
  const reviews: Review[] = [];
  for (const [index, { frameId }] of missed.entries()) {
    reviews.push(await answer(frameId, { answer: 'defect', name: `kill ${index}` }));
    await momentsToKill[index]!(reviews[index]!);
    await workers[0]!.end('SIGKILL');
    workers = [await startAppProcess('worker', on.line.environment)];
  }
  for (const { id, frameId } of reviews)
    expect((await settled(id, frameId)).effect).toBe('remembered-as-defect');
  expect((await memory()).length).toBe(before + reviews.length);
});

test('refusals: no such frame, no such answer, a name on a good part', async () => {
  const nobody = '0190a000-0000-7000-8000-00000000dead';
  const review = (body: unknown) => ask(`/v1/frames/${nobody}/review`, json('POST', body));
  await expectProblem(await review({ answer: 'ok' }), 404, 'frame-not-found');
  await expectProblem(await review({ answer: 'ok', name: 'x' }), 400, 'validation-failed');
  await expectProblem(await remove(`/v1/reviews/${nobody}`), 404, 'review-not-found');
  const entry = `/v1/stations/line-1/defect-memory/${nobody}`;
  await expectProblem(await remove(entry), 404, 'defect-memory-not-found');
});

test('a false alarm that looks like a remembered defect waits in quarantine with the reason, until a person decides', async () => {
  await on.line.putStation('line-1', {
    camera: { check: false, alertAfter: 3, margin: 1 },
    screen: { enabled: true, mostGood: 0.05 },
  });
  const missed = await on.show(720, { stain: true });
  const told = await answer(missed.frameId, { answer: 'defect', name: 'stain', by: 'Ada' });
  expect((await settled(told.id, missed.frameId)).effect).toBe('remembered-as-defect');
  const twin = await until(async () => {
    const shown = await on.show(720, { stain: true });
    return shown.verdict === 'defect' ? shown : null;
  });

  const review = await answer(twin.frameId, { answer: 'ok', by: 'Ben' });
  const done = await settled(review.id, twin.frameId);
  expect(done.effect).toBe('quarantined');
  const waiting = async () =>
    (await read<Page<Normal>>('/v1/stations/line-1/quarantine?state=quarantined')).items;
  const normal = (await waiting()).find(({ id }) => id === review.id)!;
  expect(normal.findings.map(({ reason }) => reason)).toContain('near-defect');

  const used = await ask(`/v1/stations/line-1/quarantine/${normal.id}`, json('POST', { decision: 'use', note: 'a shadow', by: 'Cleo' })); // prettier-ignore
  expect(used.status).toBe(200);
  expect((await waiting()).map(({ id }) => id)).not.toContain(normal.id);
});
