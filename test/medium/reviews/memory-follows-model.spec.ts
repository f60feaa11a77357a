import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DefectMemoryEntry, Page, RememberedPatches, Review } from '#contracts';
import { bodyOf, json } from '../../support/http.js';
import { type ReviewedLine, startReviewedLine } from '../../support/reviewed-line.js';
import { type StartedApp, startWorker } from '../../support/started-apps.js';
import { until } from '../../support/until.js';

let on: ReviewedLine;
let worker: StartedApp;

beforeAll(async () => {
  on = await startReviewedLine();
  worker = await startWorker(on.line.environment);
});
afterAll(async () => {
  await worker.stop();
  await on.stop();
});

const ask = (path: string, init?: RequestInit) => fetch(`${on.api.url}/v1/${path}`, init);
const memory = 'stations/line-1/defect-memory';
const entry = async (id: string) => bodyOf<RememberedPatches>(await ask(`${memory}/${id}`));

async function remembered(): Promise<string> {
  const { frameId } = await on.show(510, { stain: true });
  const answer = json('POST', { answer: 'defect', name: 'stain' });
  const { id } = await bodyOf<Review>(await ask(`frames/${frameId}/review`, answer));
  const found = await until(async () => {
    const { items } = await bodyOf<Page<DefectMemoryEntry>>(await ask(memory));
    return items.find(({ reviewId }) => reviewId === id);
  });
  return found.id;
}

test('when a model with another view comes into use, what is remembered is embedded again as it sees', async () => {
  const id = await remembered();
  const before = await entry(id);
  const { regionOfInterest } = await on.useModel({
    regionOfInterest: { x: 0, y: 0, width: 0.9, height: 0.9 },
  });
  expect(regionOfInterest).not.toBeNull();
  const after = await until(async () => {
    await on.show(601);
    const now = await entry(id);
    return now.fromVersion > before.fromVersion ? now : null;
  });
  expect(after.embeddings).not.toBe(before.embeddings);
});

test('a model that sees alike leaves what is remembered as it is, and puts no job in', async () => {
  const id = await remembered();
  const before = await entry(id);
  const next = await on.useModel({});
  await until(async () => (await on.show(602)).model.id === next.id);
  const { waiting, active, delayed } = await on.reviewQueue.backlog();
  expect(waiting + active + delayed).toBe(0);
  expect(await entry(id)).toEqual(before);
});
