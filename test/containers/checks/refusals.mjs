import { insistOn } from '../until.mjs';

const redis = 'REDIS_URL=redis://:a-password-of-our-own@127.0.0.1:6379';
const postgres = 'DATABASE_URL=postgres://touchstone:another-of-ours@127.0.0.1:5432/touchstone';
const key = 'TOUCHSTONE_API_KEYS=a-key-of-our-own-000000000000';
const exampleKey = 'TOUCHSTONE_API_KEYS=change-me';
const exampleRedis = 'REDIS_URL=redis://:change-me@127.0.0.1:6379';
const examplePostgres = 'DATABASE_URL=postgres://touchstone:change-me@127.0.0.1:5432/touchstone';

/** The variables that an image is started with, and what it must say when it refuses. */
const starts = [
  ['api', [redis, postgres, exampleKey], 'TOUCHSTONE_API_KEYS'],
  ['api', [exampleRedis, postgres, key], 'REDIS_URL'],
  ['compute', [redis, examplePostgres], 'DATABASE_URL'],
  ['api', [redis, postgres], 'TOUCHSTONE_API_KEYS'],
  ['api', [redis, postgres, key, 'TOUCHSTONE_API_KEYS_FILE=/run/keys'], 'TOUCHSTONE_API_KEYS_FILE'],
];

export const refusals = {
  name: 'refusals',
  title:
    "the example's passwords, none at all, and a secret that is given twice are refused by name",
  async run({ set }) {
    for (const [target, settings, word] of starts)
      await insistOnRefusal(set, target, settings, word);
    return [`${starts.length} starts refused by name, ${await withoutPassword(set)}`];
  },
};

async function insistOnRefusal(set, target, settings, word) {
  const options = settings.flatMap((setting) => ['--env', setting]);
  const { ok, output } = await set.engine.try(
    'run',
    '--rm',
    '--network',
    'none',
    ...options,
    set.image(target),
  );
  insistOn(!ok && output.includes(word), `${target} with ${settings.join(' ')} said: ${output}`);
}

/** The set itself: compose names the password that is missing. */
async function withoutPassword({ engine, environment, project }) {
  const without = { ...environment, POSTGRES_PASSWORD: '' };
  const { ok, output } = await engine.tryCompose(
    without,
    '-p',
    `${project}-none`,
    'up',
    '-d',
    'postgres',
  );
  insistOn(
    !ok && output.includes('POSTGRES_PASSWORD'),
    `compose without a password said: ${output}`,
  );
  return 'and the set without a password by compose';
}
