import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

test('Prometheus reads every process of the compose set on the port that it has there, and the dashboard shows whether it is up', async () => {
  const set = parse(await readFile(join(checkout, 'docker-compose.yml'), 'utf8'), {
    merge: true,
  }) as Compose;
  const read = parse(await readFile(join(prometheus, 'prometheus.yml'), 'utf8')) as Scrapes;
  const targets = read.scrape_configs.map(({ job_name, dns_sd_configs }) => [
    job_name,
    ...dns_sd_configs.map(({ names, port }) => `${names.join()}:${port}`),
  ]);
  const ours = ['api', 'worker', 'calibrator', 'watcher', 'connector'];
  expect(targets).toEqual(
    ours.map((part) => [`touchstone-${part}`, `${part}:${metricsPortOf(set.services[part]!)}`]),
  );
  const shown = (await dashboardQueries()).join('\n');
  for (const alone of ['worker', 'watcher'])
    expect(shown).toContain(`sum(up{job="touchstone-${alone}"})`);
});

test('the compose file starts every part, lets Redis keep its jobs, and waits for what is healthy', async () => {
  const text = await readFile(join(checkout, 'docker-compose.yml'), 'utf8');
  const { services, volumes } = parse(text, { merge: true }) as Compose;
  const parts = [
    'api',
    'worker',
    'calibrator',
    'watcher',
    'connector',
    'redis',
    'postgres',
    'prometheus',
    'grafana',
  ];
  expect(Object.keys(services).sort()).toEqual([...parts].sort());
  expect(services['redis']!.command).toEqual(
    expect.arrayContaining(['--appendonly', 'yes', '--maxmemory-policy', 'noeviction']),
  );
  for (const part of ['api', 'worker', 'calibrator', 'watcher', 'connector']) {
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

test('every server drops its capabilities, has time to stop, and no password is one that all know', async () => {
  const text = await readFile(join(checkout, 'docker-compose.yml'), 'utf8');
  const { services } = parse(text, { merge: true }) as Compose;
  for (const [name, service] of Object.entries(services)) {
    expect(service.cap_drop, name).toEqual(['ALL']);
    expect(service.security_opt, name).toEqual(['no-new-privileges:true']);
    expect(service.stop_grace_period, name).toBe('30s');
    expect(service.image, name).toMatch(/:[\w${}.:-]*\d+\.\d+/);
  }
  expect(services['redis']!.command).toContain('--requirepass');
  expect(services['redis']!.networks).toEqual(['inside']);
  expect(services['postgres']!.networks).toEqual(['inside']);
  const secrets = [...text.matchAll(/\$\{(\w*(?:PASSWORD|KEYS?))([^}]*)\}/g)];
  expect(secrets.length).toBeGreaterThan(3);
  for (const [, name, rest] of secrets) expect(rest, name).toMatch(/^:\?/);
  // docker-compose 1.29 refuses a name, podman-compose passes an empty default on as it stands.
  expect(text).not.toMatch(/^name:|\$\{\w+:?-\}/m);
});

test('the compose set names the version that package.json has', async () => {
  const text = await readFile(join(checkout, 'docker-compose.yml'), 'utf8');
  const { version } = JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8')) as {
    version: string;
  };
  const tags = [...text.matchAll(/TOUCHSTONE_VERSION:-([\w.-]+)\}/g)].map(([, tag]) => tag);
  expect(tags).toEqual([version, version]);
});

test('what the images copy is there', async () => {
  const text = await readFile(join(checkout, 'Dockerfile'), 'utf8');
  const ownSources = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources]) =>
    sources!.split(' '),
  );
  expect(ownSources.length).toBeGreaterThan(10);
  expect(ownSources.filter((source) => !existsSync(join(checkout, source)))).toEqual([]);
});

test('a new .env has passwords of its own, and one that is there is left alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-env-'));
  try {
    await mkdir(join(folder, 'deploy'));
    for (const file of ['.env.example', 'deploy/new-env.sh'])
      await copyFile(join(checkout, file), join(folder, file));
    await run('sh', [join(folder, 'deploy/new-env.sh')]);
    const made = await readFile(join(folder, '.env'), 'utf8');
    const secrets = [...made.matchAll(/^(\w+(?:PASSWORD|KEYS?))=(.*)$/gm)].map(
      ([, , value]) => value,
    );
    expect(new Set(secrets).size).toBe(5);
    for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{48}$/);
    await expect(run('sh', [join(folder, 'deploy/new-env.sh')])).rejects.toThrow(/there already/);
    expect(await readFile(join(folder, '.env'), 'utf8')).toBe(made);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

interface Compose {
  services: Record<
    string,
    {
      command?: string[];
      depends_on?: object;
      volumes?: string[];
      healthcheck?: { test: string[] };
      restart: string;
      cap_drop: string[];
      security_opt: string[];
      stop_grace_period: string;
      image: string;
      networks: string[];
    }
  >;
  volumes: Record<string, null>;
}

interface Scrapes {
  scrape_configs: { job_name: string; dns_sd_configs: { names: string[]; port: number }[] }[];
}

/** A process answers for its health where it tells its metrics. */
function metricsPortOf({ healthcheck }: Compose['services'][string]): string | undefined {
  return /^healthy (\d+)$/.exec(healthcheck?.test[1] ?? '')?.[1];
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
