import { setTimeout as sleep } from 'node:timers/promises';
import { framesIn, insistNothingLost } from '../records.mjs';
import { insistEqual, insistOn, until } from '../until.mjs';

/** Long enough for a worker to take what it would take: one inspects several frames a second. */
const watchedMs = 20_000;

export const wrongStore = {
  name: 'wrong-store',
  title: 'a worker on an empty store takes no job, is not ready and says why',
  async run({ set, line }) {
    const name = `${set.project}-wrong-store`;
    const workers = await set.ids('worker');
    await set.engine.run('stop', '-t', '30', ...workers);
    try {
      await startOnEmptyStore(set, name);
      const count = await line.burst(20, 'wrong-store');
      await sleep(watchedMs);
      insistEqual('frames that it left alone', await framesIn(set, 'accepted'), count);
      insistOn(!(await set.engine.try('exec', name, 'healthy')).ok, 'it says that it is ready');
      const said = await reason(set, name);
      await set.engine.run('start', ...workers);
      await set.healthy();
      await line.burst(20, 'beside-wrong-store');
      return [`of ${count} frames none taken; it says: ${said}`, await insistNothingLost(set)];
    } finally {
      await set.engine.try('rm', '-f', '-v', name);
      await set.engine.run('start', ...workers);
    }
  },
};

/** Starts a worker as the set's own, but for its volume: an empty one of its own. */
async function startOnEmptyStore(set, name) {
  const { Config } = await set.engine.facts(await set.id('worker'));
  const settings = Config.Env.filter((entry) => /^(REDIS_URL|DATABASE_URL)=/.test(entry));
  const options = settings.flatMap((entry) => ['--env', entry]);
  const network = ['--network', `${set.project}_inside`];
  await set.engine.run('run', '-d', '--name', name, ...network, ...options, set.image('compute'));
  await until(300, 'the worker on the empty store answers', async () => {
    const { ok } = await ask(set, name, '/health/live');
    return ok;
  });
}

async function reason(set, name) {
  const { output } = await ask(set, name, '/health/ready');
  const store = JSON.parse(output).checks.store;
  insistEqual('its store', store.status, 'down');
  const { output: log } = await set.engine.try('logs', name);
  insistOn(
    log.includes('this blob store is not used'),
    `its log does not say so: ${log.slice(-500)}`,
  );
  return store.reason.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '<id>');
}

function ask(set, name, target) {
  const program = `fetch('http://127.0.0.1:9101${target}').then(async (answer) => console.log(await answer.text()), () => process.exit(1))`;
  return set.engine.try('exec', name, 'node', '--eval', program);
}
