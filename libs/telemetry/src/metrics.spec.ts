import { expect, test } from 'vitest';
import { Metrics } from './metrics.js';
import { mostStationLabels } from './station-label.js';

test('stations beyond the bound share one label, and early ones keep theirs', async () => {
  const metrics = new Metrics();
  for (let index = 0; index < mostStationLabels + 50; index++)
    metrics.frameFailed(`s${index}`, 'internal');
  metrics.frameFailed('s0', 'internal');
  const text = await metrics.render();
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith('touchstone_frames_failed_total{'));
  expect(lines).toHaveLength(mostStationLabels + 1);
  expect(text).toContain('touchstone_frames_failed_total{station="other",reason="internal"} 50');
  expect(text).toContain('touchstone_frames_failed_total{station="s0",reason="internal"} 2');
});

const model = (id: string, version: number) =>
  ({
    id,
    version,
    certificate: { provisional: false },
    limits: { warn: 1.5, reject: 2, scale: 1 },
  }) as unknown as Parameters<Metrics['activeModel']>[1];

test('a station shows one active model at a time, with its limits; none when it has none', async () => {
  const metrics = new Metrics();
  metrics.activeModel('a', model('m1', 1));
  metrics.activeModel('a', model('m2', 2));
  const shown = await metrics.render();
  expect(shown.match(/touchstone_active_model_info\{/g)).toHaveLength(1);
  expect(shown).toContain('model="m2",version="2"');
  expect(shown).toContain('touchstone_limit{station="a",limit="reject"} 2');
  metrics.activeModel('a', null);
  const gone = await metrics.render();
  expect(gone).not.toContain('touchstone_active_model_info{');
  expect(gone).not.toContain('touchstone_limit{');
});

test('a queue that cannot be read has no figures and is not up', async () => {
  const metrics = new Metrics();
  let broken = false;
  metrics.watchQueue('inspect', () =>
    broken
      ? Promise.reject(new Error('no Redis'))
      : Promise.resolve({ waiting: 3, active: 1, delayed: 0, oldestMs: 1500 }),
  );
  const up = await metrics.render();
  expect(up).toContain('touchstone_queue_jobs{queue="inspect",state="waiting"} 3');
  expect(up).toContain('touchstone_queue_oldest_job_seconds{queue="inspect"} 1.5');
  expect(up).toContain('touchstone_queue_up{queue="inspect"} 1');
  broken = true;
  const down = await metrics.render();
  expect(down).not.toContain('touchstone_queue_jobs{');
  expect(down).toContain('touchstone_queue_up{queue="inspect"} 0');
});
