import { readFileSync } from 'node:fs';
import { TouchstoneError } from '#contracts';

/** Settings that carry a password or a key. */
const secrets = ['REDIS_URL', 'DATABASE_URL', 'TOUCHSTONE_API_KEYS', 'TOUCHSTONE_CONNECTOR_KEY'];
const example = /\bchange-?me\b/i;

/**
 * Returns the environment with each of the named settings `X` that was given as `X_FILE` read from that file, as
 * Docker and Kubernetes hand secrets over: its text without the line break at the end. `X_FILE` is gone from the
 * result, so that a child process gets the value once.
 * @throws TouchstoneError validation-failed where a file cannot be read, a setting is given both ways, or a secret is
 * still the example's.
 */
export function readEnvironment(env: NodeJS.ProcessEnv, names: readonly string[]) {
  const read = { ...env };
  for (const name of names) {
    const file = env[`${name}_FILE`];
    delete read[`${name}_FILE`];
    if (file) read[name] = fromFile(name, file, env[name]);
  }
  for (const name of secrets) refuseExample(name, read[name]);
  return read;
}

function fromFile(name: string, file: string, given: string | undefined): string {
  if (given) refuse(`${name} and ${name}_FILE are both set; leave one of them out`);
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse(`${name}_FILE names ${file}, which cannot be read: ${why}`, error);
  }
}

function refuseExample(name: string, value: string | undefined): void {
  if (value === undefined || !example.test(value)) return;
  refuse(
    `${name} still has the example's password "change-me"; set one of your own, such as \`openssl rand -hex 24\` prints`,
  );
}

function refuse(detail: string, cause?: unknown): never {
  throw new TouchstoneError('validation-failed', detail, { cause });
}
