import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { insistOn, until } from '../until.mjs';

export const secrets = {
  name: 'secrets',
  title: 'a second API takes its secrets from files and is ready; its environment holds none',
  async run({ set, scratch }) {
    const name = `${set.project}-of-files`;
    try {
      await set.engine.run(
        'run',
        '-d',
        '--name',
        name,
        ...(await optionsOf(set, scratch)),
        set.image('api'),
      );
      const seconds = await until(
        300,
        'the API of secret files is ready',
        async () => (await set.engine.try('exec', name, 'healthy', '8080')).ok,
      );
      const { Config } = await set.engine.facts(name);
      const shown = Config.Env.join('\n');
      for (const secret of [set.key, ...Object.values(set.passwords)])
        insistOn(!shown.includes(secret), 'a secret stands in the environment of the container');
      return [
        `ready after ${seconds} s with REDIS_URL_FILE, DATABASE_URL_FILE and TOUCHSTONE_API_KEYS_FILE`,
      ];
    } finally {
      await set.engine.try('rm', '-f', '-v', name);
    }
  },
};

async function optionsOf(set, scratch) {
  const folder = path.join(scratch, 'secrets');
  mkdirSync(folder, { mode: 0o755 });
  const { REDIS_PASSWORD, POSTGRES_PASSWORD } = set.passwords;
  const values = {
    REDIS_URL: `redis://:${REDIS_PASSWORD}@redis:6379`,
    DATABASE_URL: `postgres://touchstone:${POSTGRES_PASSWORD}@postgres:5432/touchstone`,
    TOUCHSTONE_API_KEYS: set.key,
  };
  const names = Object.keys(values);
  for (const name of names)
    writeFileSync(path.join(folder, name), `${values[name]}\n`, { mode: 0o644 });
  const settings = names.flatMap((name) => ['--env', `${name}_FILE=/run/secrets/${name}`]);
  const volumes = ['-v', `${folder}:/run/secrets:ro`, '-v', `${await set.volume('data')}:/data`];
  return ['--network', `${set.project}_inside`, ...volumes, ...settings];
}
