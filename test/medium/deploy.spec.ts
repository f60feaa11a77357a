import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { queues } from '#queue';
import { Metrics } from '#telemetry';
import { checkoutFolder } from '../../apps/cli/src/settings.js';

const run = promisify(execFile);
const checkout = checkoutFolder();
const prometheus = join(checkout, 'deploy/prometheus');
const dashboardFile = join(checkout, 'deploy/grafana/dashboards/touchstone.json');

const promtool = (process.env['PATH'] ?? '')
  .split(delimiter)
  .some((folder) => existsSync(join(folder, 'promtool')));
const reason = promtool ? '' : ' (skipped: promtool is not on the PATH)';

describe.skipIf(!promtool)(`Prometheus files${reason}`, () => {
  test.each([
    ['check', 'config', 'prometheus.yml'],
    ['check', 'rules', 'rules.yml'],
    ['test', 'rules', 'rules.test.yml'],
  ])('promtool %s %s %s', async (...parameters) => {
    const { stdout, stderr } = await run('promtool', parameters, { cwd: prometheus });
    expect(stdout + stderr).toContain('SUCCESS');
    expect(stdout + stderr).not.toContain('FAILED');
  });

  test('promtool finds nothing to say about the metrics themselves', async () => {
    const text = await new Metrics().render();
    const checking = run('promtool', ['check', 'metrics']);
    checking.child.stdin?.end(text);
    const { stdout, stderr } = await checking;
    expect(stdout + stderr).toBe('');
  });
});

test('every rule has a severity, a summary, a remedy, and a test that names it', async () => {
  const rules = await rulesOf('rules.yml');
  const tests = await readFile(join(prometheus, 'rules.test.yml'), 'utf8');
  for (const rule of rules) {
    expect(['info', 'warning', 'critical']).toContain(rule.labels.severity);
    expect(rule.annotations.summary, rule.alert).toBeTruthy();
    expect(rule.annotations.remedy, rule.alert).toBeTruthy();
    expect(tests).toContain(`alertname: ${rule.alert}`);
  }
});

test('the rules watch every queue of the table, and name none that is not in it', async () => {
  const rules = await rulesOf('rules.yml');
  const ofAll = ['TouchstoneQueueUnreadable', 'TouchstoneQueueStands'];
  for (const name of ofAll)
    expect(rules.find(({ alert }) => alert === name)?.expr, name).not.toMatch(/queue[=!]/);
  const texts = [...rules.map(({ expr }) => expr), ...(await dashboardQueries())];
  const named = texts.flatMap((text) =>
    [...text.matchAll(/queue=~?"([^"]+)"/g)].flatMap(([, names]) => names!.split('|')),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !Object.keys(queues).includes(name))).toEqual([]);
});

test('rules and dashboard name only metrics and labels that an app declares', async () => {
  const declared = await declaredNames();
  const rules = (await rulesOf('rules.yml')).map(({ expr }) => expr);
  const named = [...rules, ...(await dashboardQueries())].flatMap(metricsIn);
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !declared.has(name))).toEqual([]);
});

test('the compose file starts every part, lets Redis keep its jobs, and waits for what is healthy', async () => {
  const text = await readFile(join(checkout, 'docker-compose.yml'), 'utf8');
  const { services, volumes } = parse(text, { merge: true }) as Compose;
  const parts = ['api', 'worker', 'calibrator', 'redis', 'postgres', 'prometheus', 'grafana'];
  expect(Object.keys(services).sort()).toEqual([...parts].sort());
  expect(services['redis']!.command).toEqual(
    expect.arrayContaining(['--appendonly', 'yes', '--maxmemory-policy', 'noeviction']),
  );
  for (const part of ['api', 'worker', 'calibrator']) {
    expect(services[part]!.depends_on).toMatchObject({
      redis: { condition: 'service_healthy' },
      postgres: { condition: 'service_healthy' },
    });
    expect(services[part]!.volumes).toContain('data:/data');
  }
  for (const service of Object.values(services)) {
    expect(service.restart).toBe('unless-stopped');
    for (const volume of service.volumes ?? []) checkVolume(volume, volumes);
  }
});

test('what the images copy is there, and the API takes no lib that computes', async () => {
  const text = await readFile(join(checkout, 'Dockerfile'), 'utf8');
  const ownSources = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources]) =>
    sources!.split(' '),
  );
  expect(ownSources.filter((source) => !existsSync(join(checkout, source)))).toEqual([]);
  const api = text.slice(text.indexOf('AS api\n'), text.indexOf('AS compute\n'));
  const libs = [...api.matchAll(/dist\/libs\/([a-z-]+) /g)].map(([, lib]) => lib!);
  expect(libs.sort()).toEqual(await libsOf('api'));
});

interface Compose {
  services: Record<
    string,
    { command?: string[]; depends_on?: object; volumes?: string[]; restart: string }
  >;
  volumes: Record<string, null>;
}

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; remedy: string };
}

async function rulesOf(file: string): Promise<Rule[]> {
  const text = await readFile(join(prometheus, file), 'utf8');
  const { groups } = parse(text) as { groups: { rules: Rule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

interface Panel {
  targets?: { expr: string }[];
}

async function dashboardQueries(): Promise<string[]> {
  const { panels } = JSON.parse(await readFile(dashboardFile, 'utf8')) as { panels: Panel[] };
  return panels.flatMap(({ targets }) => (targets ?? []).map(({ expr }) => expr));
}

function metricsIn(query: string): string[] {
  return [...query.matchAll(/\b(?:touchstone|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name);
}

/** A histogram is read by its three series. */
async function declaredNames(): Promise<Set<string>> {
  const metrics = await new Metrics().registry.getMetricsAsJSON();
  const series = metrics.flatMap(({ name, type }) =>
    String(type) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
  return new Set(series);
}

function checkVolume(volume: string, volumes: Compose['volumes']): void {
  const source = volume.split(':')[0]!;
  if (source.startsWith('.')) expect(existsSync(join(checkout, source)), source).toBe(true);
  else expect(Object.keys(volumes)).toContain(source);
}

/** Libs that an app's sources import, and those that these import. */
async function libsOf(app: string): Promise<string[]> {
  const found = new Set<string>();
  const waiting = [join(checkout, 'apps', app, 'src')];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop())
    for (const lib of await importsIn(folder))
      if (!found.has(lib)) {
        found.add(lib);
        waiting.push(join(checkout, 'libs', lib, 'src'));
      }
  return [...found].sort();
}

async function importsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const texts = await Promise.all(sources.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.flatMap((text) => [...text.matchAll(/from '#([a-z-]+)'/g)].map(([, lib]) => lib!));
}
