/** The settings whose values tell nothing that must not be told. Of all others it is told only whether they are set. */
const plain =
  /^TOUCHSTONE_(HOST|PORT|METRICS_HOST|METRICS_PORT|WORKERS|STOP_MS|OS_USER|DATA|MAX_BYTES|MAX_PIXELS|BACKEND|ENGINE|ENGINE_THREADS|BATCH|BATCH_WAIT_MS|OPEN_MODELS|WEBHOOK_TIMEOUT_MS|DISK_RESERVE|LOG|ALLOWED_HOSTS|TRUSTED_PROXIES|BACKUP_FOLDER|BACKUP_EVERY_HOURS|BACKUP_KEEP)$/;
const addresses = /^(DATABASE_URL|REDIS_URL|TOUCHSTONE_BLOBS)$/;
const ours = /^(TOUCHSTONE_\w+|DATABASE_URL|REDIS_URL)(_FILE)?$/;

/** Returns the settings of the environment, fit to be read by anyone: of an address its kind and host. */
export function shownSettings(env: NodeJS.ProcessEnv): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1)))
    if (ours.test(name) && value !== undefined) shown[name] = shownValue(name, value);
  return shown;
}

function shownValue(name: string, value: string): string {
  if (plain.test(name)) return value;
  if (addresses.test(name) && URL.canParse(value)) {
    const { protocol, host } = new URL(value);
    return `${protocol}//${host}/...`;
  }
  return value === '' ? 'empty' : 'set';
}

/**
 * Returns what must not be told: the values of all settings that are not shown, and what stands as a password in them.
 * What is shorter than six characters would blacken half a log, and is refused as a key.
 */
export function secretsOf(env: NodeJS.ProcessEnv): string[] {
  const hidden = Object.entries(env).filter(
    ([name]) => !plain.test(name) && /^TOUCHSTONE_|_URL$|SECRET|PASSWORD|TOKEN|_KEY/i.test(name),
  );
  const parts = hidden.flatMap(([, value = '']) => [value, ...partsOf(value)]);
  return [...new Set(parts)].filter((text) => text.length >= 6);
}

/** The keys of a list, without the names before them; the password of an address. */
function partsOf(value: string): string[] {
  const keys = value.split(',').flatMap((entry) => [entry.trim(), entry.slice(entry.indexOf('=') + 1).trim()]); // prettier-ignore
  if (!URL.canParse(value)) return keys;
  const { password, search } = new URL(value);
  return [...keys, password, decodeURIComponent(password), search];
}
