import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/setup/paths.mjs';
import { insistEqual, until } from '../until.mjs';

const targets = [
  'touchstone-api',
  'touchstone-calibrator',
  'touchstone-watcher',
  'touchstone-connector',
  'touchstone-worker',
];

export const monitoring = {
  name: 'monitoring',
  title: 'the profile of monitoring: Prometheus reads every process and takes every rule',
  async run({ set }) {
    await set.up(['prometheus'], ['--no-recreate']);
    const seconds = await until(300, 'Prometheus reads every process', () => allAreUp(set));
    const written = readFileSync(path.join(root, 'deploy/prometheus/rules.yml'), 'utf8');
    const { groups } = await ask(set, 'rules');
    const rules = groups.flatMap((group) => group.rules);
    insistEqual('alert rules', rules.length, written.match(/- alert:/g).length);
    const faulty = rules.filter(({ health }) => health === 'err').map(({ name }) => name);
    insistEqual('alert rules with an error', faulty.join(', '), '');
    return [
      `${targets.length} jobs read after ${seconds} s, ${rules.length} alert rules without an error`,
    ];
  },
};

async function ask(set, what) {
  const response = await fetch(`http://127.0.0.1:${set.monitoringPort}/api/v1/${what}`);
  return (await response.json()).data;
}

async function allAreUp(set) {
  try {
    const { activeTargets } = await ask(set, 'targets');
    const up = activeTargets
      .filter(({ health }) => health === 'up')
      .map(({ labels }) => labels.job);
    return targets.every((job) => up.includes(job));
  } catch (error) {
    // It does not listen yet.
    if (error.cause?.code === undefined) throw error;
    return false;
  }
}
