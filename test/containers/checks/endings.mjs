import { framesIn, insistNothingLost } from '../records.mjs';
import { insistEqual, insistOn, until } from '../until.mjs';

/** The grace period of the set, which `engine stop` does not read from it. */
const graceSeconds = '30';

export const scaled = {
  name: 'scaled',
  title: 'two workers share the frames',
  async run({ set, line }) {
    await set.up(undefined, ['--scale', 'worker=2']);
    insistEqual('workers', (await set.ids('worker')).length, 2);
    await line.burst(60, 'scaled');
    return [await insistNothingLost(set)];
  },
};

export const stopped = {
  name: 'stopped',
  title: 'SIGTERM with work in hand: every process ends by itself, in time, with exit code 0',
  async run({ set, line }) {
    const said = [];
    const workers = await set.ids('worker');
    await set.engine.run('stop', '-t', graceSeconds, ...workers);
    await line.burst(80, 'stopped');
    await set.engine.run('start', ...workers);
    await until(600, 'the workers have begun', async () => (await framesIn(set, 'accepted')) < 75);
    const services = ['worker', 'calibrator', 'watcher', 'connector', 'api'];
    for (const service of services)
      for (const id of await set.ids(service))
        said.push(`${service} ${await stop(set, id, service)} s`);
    for (const service of services) await set.engine.run('start', ...(await set.ids(service)));
    await set.healthy();
    return [`ended after ${said.join(', ')}`, await insistNothingLost(set)];
  },
};

async function stop({ engine }, id, service) {
  const started = performance.now();
  await engine.run('stop', '-t', graceSeconds, id);
  const seconds = (performance.now() - started) / 1000;
  insistEqual(
    `exit code of ${service} after ${seconds.toFixed(1)} s`,
    (await engine.facts(id)).State.ExitCode,
    0,
  );
  return seconds.toFixed(1);
}

export const killed = {
  name: 'killed',
  title: 'kill -9 of each server with frames flowing: it comes back, and no frame is lost',
  async run({ set, line }) {
    const said = [];
    for (const service of [
      'worker',
      'redis',
      'postgres',
      'api',
      'calibrator',
      'watcher',
      'connector',
    ])
      said.push(`${service}: ${await kill(set, line, service)}`);
    return said;
  },
};

/** `engine kill` counts as stopped by hand, after which nothing is restarted: the process itself is killed. */
async function kill(set, line, service) {
  const id = await set.id(service);
  const before = (await set.engine.facts(id)).State.Pid;
  await line.burst(15, `kill-${service}`);
  process.kill(before, 'SIGKILL');
  await line.burst(5, `killed-${service}`);
  const seconds = await set.healthy();
  insistOn((await set.engine.facts(id)).State.Pid !== before, `${service} was not killed`);
  return `healthy after ${seconds} s, ${await insistNothingLost(set)}`;
}

export const remade = {
  name: 'remade',
  title: 'down and up: frames, inspections and the model are there as before',
  async run({ set, line }) {
    const before = await what(set, line);
    await set.down();
    const seconds = await set.up();
    insistEqual('frames, inspections and model', await what(set, line), before);
    await line.burst(10, 'remade');
    return [`healthy after ${seconds} s with ${before}`, await insistNothingLost(set)];
  },
};

async function what(set, line) {
  const rows = await set.sql(
    "select (select count(*) from frames) || ' frames, ' || (select count(*) from inspections) || ' inspections'",
  );
  const { activeModel } = await line.get(line.station);
  return `${rows}, model ${activeModel?.version ?? JSON.stringify(activeModel)}`;
}
