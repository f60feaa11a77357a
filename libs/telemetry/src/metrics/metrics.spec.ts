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

test('the loop: promise and observed rate of a station, drift by signal, and gone when forgotten', async () => {
  const { loop, render } = withRender(new Metrics());
  loop.promise('a', { expectedRate: 0.01, interval95: [0.002, 0.03], provisional: true });
  loop.observed('a', 0.005, 400);
  loop.drift('a', [status('scores', 5, 10, false), status('focus', 12, 10, true)], new Date(3000));
  const shown = await render();
  expect(shown).toContain('touchstone_promised_alarm_rate{station="a",bound="upper"} 0.03');
  expect(shown).toContain('touchstone_model_provisional{station="a"} 1');
  expect(shown).toContain('touchstone_observed_alarm_rate{station="a"} 0.005');
  expect(shown).toContain('touchstone_drift_statistic_ratio{station="a",signal="scores"} 0.5');
  expect(shown).toContain('touchstone_drifting{station="a",signal="focus"} 1');
  expect(shown).toContain('touchstone_drift_watched_timestamp_seconds{station="a"} 3');
  loop.forgetDrift('a', ['scores', 'focus']);
  expect(await render()).not.toContain('station="a"');
});

test('figures from the records are read at every scrape; while they cannot be read there are none', async () => {
  const { loop, render } = withRender(new Metrics());
  let broken = false;
  const figures = {
    station: 'a',
    remembered: 2,
    keptEmbeddings: 10,
    keptEmbeddingsBytes: 640,
    gateOpen: false,
    refusals: 1,
    oldestQuarantinedSeconds: 90,
  };
  loop.watchRecords(() =>
    broken ? Promise.reject(new Error('away')) : Promise.resolve([figures]),
  );
  await render();
  const shown = await render();
  expect(shown).toContain('touchstone_remembered_defects{station="a"} 2');
  expect(shown).toContain('touchstone_gate_open{station="a"} 0');
  expect(shown).toContain('touchstone_model_refusals{station="a"} 1');
  expect(shown).toContain('touchstone_oldest_quarantined_normal_seconds{station="a"} 90');
  broken = true;
  expect(await render()).not.toContain('station="a"');
});

function withRender(metrics: Metrics) {
  return { loop: metrics.loop, render: () => metrics.render() };
}

function status(
  signal: 'scores' | 'focus',
  statistic: number,
  threshold: number,
  drifting: boolean,
) {
  const rest = { parts: 1, since: null, text: '', usual: null, now: null };
  return { signal, statistic, threshold, drifting, ...rest };
}
