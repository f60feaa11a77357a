import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type {
  Alert,
  Analysis,
  AuditEntry,
  DefectNaming,
  DuplicatesReport,
  Families,
  FamilyDetail,
  Frame,
  Incidents,
  Page,
} from '#contracts';
import { DefectEmbeddings } from '#storage';
import { stationDuplicates } from '../../../apps/cli/src/duplicates/station-duplicates.js';
import { stationGroups } from '../../../apps/cli/src/groups/station-groups.js';
import { stationNames } from '../../../apps/cli/src/names/station-names.js';
import { type AppProcess, startAppProcess } from '../../support/app-process.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';
import { type ReviewedLine, startReviewedLine } from '../../support/reviewed-line.js';
import { until } from '../../support/until.js';

// The whole way: frames, verdicts, kept embeddings, and a watcher that is killed and started again.
let on: ReviewedLine;
let worker: AppProcess;
let calibrator: AppProcess;
let watcher: AppProcess;
const line = '/v1/stations/line-1';

beforeAll(async () => {
  on = await startReviewedLine();
  // Under limits that no stain passes: its look is what is tested.
  const { limits } = (await on.line.models.active('line-1'))!;
  await on.useLimits({ ...limits, warn: -2, reject: -1 });
  worker = await startAppProcess('worker', on.line.environment);
  calibrator = await startAppProcess('calibrator', on.line.environment);
  watcher = await startAppProcess('watcher', on.line.environment);
});
afterAll(async () => {
  await Promise.all([worker, calibrator, watcher].map((app) => app.end('SIGTERM')));
  await on.stop();
});

const ask = (path: string, init?: RequestInit) => fetch(`${on.api.url}${path}`, init);
const read = async <T>(path: string) => bodyOf<T>(await ask(path));
const stains = (from: number, count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => on.show(from + i, { stain: true })));
const families = () => read<Families>(`${line}/families`);
const placed = (alerts: number) =>
  until(async () => {
    const { items } = await families();
    return items.reduce((sum, one) => sum + one.alerts, 0) === alerts ? items : null;
  });

async function analyse(body: object): Promise<Analysis> {
  const { id } = await bodyOf<Analysis>(await ask(`${line}/analyses`, json('POST', body)));
  return until(async () => {
    const job = await read<Analysis>(`/v1/analyses/${id}`);
    return job.endedAt === null ? null : job;
  });
}

test('alerts come into families, with their incident; a name that a person gives stays when more come, also after a crash', async () => {
  await stains(500, 6);
  const before = await placed(6);
  const biggest = before.toSorted((a, b) => b.alerts - a.alerts)[0]!;
  expect(biggest).toMatchObject({ nameFrom: 'number', stations: ['line-1'] });
  expect(biggest.name).toBe(`look ${biggest.number}`);
  const path = `${line}/families/${biggest.id}`;
  const renamed = await ask(path, json('PATCH', { name: 'oil stain', by: 'Ada' }));
  expect(await bodyOf<FamilyDetail>(renamed)).toMatchObject({ name: 'oil stain', nameFrom: 'person' }); // prettier-ignore
  const audit = await read<Page<AuditEntry>>(`${line}/audit`);
  expect(audit.items[0]).toMatchObject({ action: 'family-named', by: 'Ada', subject: biggest.id });

  const more = stains(520, 8);
  await watcher.end('SIGKILL');
  await more;
  watcher = await startAppProcess('watcher', on.line.environment);
  await placed(14);
  const after = await read<FamilyDetail>(path);
  expect(after.name).toBe('oil stain');
  expect(after.alerts).toBeGreaterThanOrEqual(1);
  expect(after.byHour.reduce((sum, hour) => sum + hour.alerts, 0)).toBe(after.alerts);
  expect(after.members.map(({ frameId }) => frameId)).toContain(after.typical[0]);

  const { items } = await read<Incidents>(`${line}/incidents`);
  expect(items.reduce((sum, { alerts }) => sum + alerts, 0)).toBe(14);
  expect(items.find(({ family }) => family.id === biggest.id)).toMatchObject({ open: true });
  const gone = `${line}/families/00000000-0000-4000-8000-000000000000`;
  await expectProblem(await ask(gone), 404, 'family-not-found');
});

test('a grouping that is asked for makes as many families as it was asked for; the named one goes on', async () => {
  const job = await analyse({ kind: 'groups', settings: { k: 3 }, by: 'Ada' });
  expect(job).toMatchObject({ state: 'done', result: { alerts: 14, families: 3, loose: 0 } });
  const { items } = await families();
  expect(items.map(({ name }) => name)).toContain('oil stain');
  expect(new Set(items.map(({ number }) => number)).size).toBe(items.length);
});

test('the looks outlive the kept embeddings that they were made from', async () => {
  const before = await families();
  await on.line.embeddings.prune('line-1', 0);
  expect(await families()).toEqual(before);
});

test('names are learned from reviews, told with their report, and suggested on alerts', async () => {
  expect(await read<DefectNaming>(`${line}/names`)).toMatchObject({ report: null, method: null });
  const { items } = await read<Page<Alert>>('/v1/alerts?limit=50');
  // Which is which is of no matter here: that it is learned, and told how well, is.
  for (const [i, { frameId }] of items.slice(0, 10).entries()) {
    const answer = { answer: 'defect', name: i % 2 === 0 ? 'oil' : 'dust', by: 'Ada' };
    expect((await ask(`/v1/frames/${frameId}/review`, json('POST', answer))).status).toBe(201);
  }
  const naming = await until(async () => {
    const now = await read<DefectNaming>(`${line}/names`);
    return now.report?.examples === 10 ? now : null;
  });
  expect(naming.report!.names).toEqual(['dust', 'oil']);
  expect(naming.report!.confusion.flat().reduce((sum, n) => sum + n, 0)).toBe(10);
  const rest = items.slice(10).map(({ frameId }) => frameId);
  const frame = await until(async () => {
    const now = await read<Frame>(`/v1/frames/${rest[0]}`);
    return now.look?.suggestion ? now : null;
  });
  expect(['oil', 'dust']).toContain(frame.look!.suggestion!.likeliest);
  expect(frame.look!.family!.id).toBeTruthy();
  const job = await analyse({ kind: 'names', settings: { method: 'svm' } });
  expect(job).toMatchObject({ state: 'done', result: { names: ['dust', 'oil'], examples: 10 } });
  expect((await read<DefectNaming>(`${line}/names`)).method).toBe('svm');
});

test('a new alert has its family and a name suggested within seconds', async () => {
  const { frameId } = await on.show(700, { stain: true });
  const alert = await until(async () => {
    const now = await read<Alert>(`/v1/alerts/${frameId}`);
    return now.look?.suggestion ? now : null;
  });
  expect(alert.look!.family).not.toBeNull();
});

test('a camera that shows one part again and again is told, and counted', async () => {
  for (let seed = 800; seed < 830; seed++) await on.show(seed);
  for (let again = 0; again < 6; again++) await on.show(900);
  const report = await until(async () => {
    const now = await read<DuplicatesReport>(`${line}/duplicates?hours=1`);
    return now.groups.some(({ frameIds }) => frameIds.length >= 6) ? now : null;
  });
  const stuck = report.groups.find(({ frameIds }) => frameIds.length >= 6)!;
  expect(stuck.kind).toBe('stuck-camera');
  const metrics = await (await fetch(`${watcher.url}/metrics`)).text();
  expect(metrics).toMatch(/touchstone_duplicate_frames_total\{station="line-1"\} [1-9]/);
  expect(metrics).toMatch(/touchstone_incidents_open\{station="line-1"\} [1-9]/);
});

test('the command line tells the same', async () => {
  const text = async (work: () => Promise<void>) => {
    const written: string[] = [];
    const out = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0); // prettier-ignore
    try {
      await work();
    } finally {
      out.mockRestore();
    }
    return written.join('');
  };
  const to = { url: on.api.url, by: 'Ada', seed: 1 };
  const grouped = await text(() => stationGroups('line-1', { ...to, method: 'k-means' }));
  expect(grouped).toContain('oil stain: ');
  expect(grouped).toMatch(/\d+ parts?, same look \(.+\), began .+, goes on/);
  const again = { ...to, method: 'k-means' as const, k: 2, regroup: true, json: true };
  const regrouped = JSON.parse(await text(() => stationGroups('line-1', again))) as Families;
  expect(regrouped.items.map(({ name }) => name)).toContain('oil stain');
  const named = await text(() => stationNames('line-1', { ...to, method: 'logistic', retrain: true })); // prettier-ignore
  expect(named).toContain('true (down), suggested (across):');
  const copies = await text(() => stationDuplicates('line-1', { ...to, hours: 1 }));
  expect(copies).toContain('stuck-camera: ');
});

test('two watchers never place an alert twice', async () => {
  const looks = on.api.app.get(DefectEmbeddings);
  let [inside, refused] = [0, 0];
  const place = async () => {
    const placed = await looks.change('line-2', async () => {
      inside += 1;
      await until(() => refused + inside === 2);
      return inside;
    });
    if (placed === null) refused += 1;
  };
  await Promise.all([place(), place()]);
  expect({ inside, refused }).toEqual({ inside: 1, refused: 1 });
});
