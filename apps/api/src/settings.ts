import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import { type DiskReserve, diskReserve, readEnvironment, sourceFolders } from '#settings';
import { type LogLevel, logLevels } from '#telemetry';
import { hostNamesOf } from './http/access/host-names.js';
import { keysOf } from './http/access/key-list.js';
import type { ApiKey } from './http/access/keys.js';

const hourMs = 3_600_000;
const whole = z.coerce.number().int();

const environment = z.object({
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  TOUCHSTONE_DATA: z.string().min(1).optional(),
  TOUCHSTONE_BLOBS: z.url({ protocol: /^(file|s3)$/ }).optional(),
  TOUCHSTONE_HOST: z.string().min(1).default('127.0.0.1'),
  TOUCHSTONE_PORT: whole.min(0).max(65_535).default(8080),
  TOUCHSTONE_API_KEYS: z.string().default(''),
  TOUCHSTONE_ALLOWED_HOSTS: z.string().default(''),
  TOUCHSTONE_TRUSTED_PROXIES: z.string().default(''),
  TOUCHSTONE_MAX_BYTES: whole.positive().default(32 * 1024 * 1024),
  TOUCHSTONE_MAX_PIXELS: whole.positive().default(100e6),
  TOUCHSTONE_STOP_MS: whole.min(100).max(600_000).default(15_000),
  TOUCHSTONE_SESSION_HOURS: z.coerce.number().min(0.1).max(744).default(12),
  TOUCHSTONE_SESSION_IDLE_MINUTES: z.coerce.number().min(1).max(44_640).default(60),
  TOUCHSTONE_DISK_RESERVE: diskReserve.prefault('5%'),
  TOUCHSTONE_SOURCE_FOLDERS: z.string().optional(),
  TOUCHSTONE_LOG: z.enum(logLevels).default('info'),
});

/** The settings that the API takes from the environment, checked once. */
export interface Settings {
  readonly redisUrl: string;
  readonly databaseUrl: string;
  /** The blob store: `file:///folder` or `s3://bucket/prefix?endpoint=...`. */
  readonly blobs: string;
  readonly host: string;
  /** The port; 0 is any free one. */
  readonly port: number;
  /** The keys; without any the API is open to whoever reaches it. */
  readonly apiKeys: readonly ApiKey[];
  /** Names beside those of loopback under which the API is reached, in lower case. */
  readonly allowedHosts: readonly string[];
  /** Addresses of proxies whose word on who the caller is counts (`X-Forwarded-For`). */
  readonly trustedProxies: readonly string[];
  /** The bytes of one image at most. */
  readonly maxBytes: number;
  readonly maxPixels: number;
  /** The folder of the built web app; absent until it is built. */
  readonly webFolder: string;
  /** The milliseconds that requests in hand may take after SIGTERM. */
  readonly stopMs: number;
  /** The milliseconds after which a sign-in ends, and those without a request after which it does. */
  readonly sessionMs: number;
  readonly sessionIdleMs: number;
  /** The reserve that is kept free of the disk that pictures lie on. */
  readonly diskReserve: DiskReserve;
  /** The folders below which a folder that frames come from may lie. */
  readonly sourceFolders: readonly string[];
  readonly log: LogLevel;
  /** The version of Touchstone, as its package.json says. */
  readonly version: string;
}

/**
 * Reads and checks the environment.
 * @throws TouchstoneError validation-failed naming the variable and what it expects.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const parsed = environment.safeParse(readEnvironment(env, Object.keys(environment.shape)));
  if (!parsed.success) throw new TouchstoneError('validation-failed', complaints(parsed.error));
  const values = parsed.data;
  const apiKeys = namingIt('TOUCHSTONE_API_KEYS', () => keysOf(values.TOUCHSTONE_API_KEYS));
  const checkout = checkoutFolder();
  const data = resolve(values.TOUCHSTONE_DATA ?? join(checkout, '.touchstone'));
  return {
    redisUrl: values.REDIS_URL,
    databaseUrl: values.DATABASE_URL,
    blobs: values.TOUCHSTONE_BLOBS ?? pathToFileURL(join(data, 'blobs')).href,
    host: values.TOUCHSTONE_HOST,
    port: values.TOUCHSTONE_PORT,
    apiKeys,
    allowedHosts: namingIt('TOUCHSTONE_ALLOWED_HOSTS', () =>
      ownNames(values.TOUCHSTONE_HOST, values.TOUCHSTONE_ALLOWED_HOSTS),
    ),
    trustedProxies: namingIt('TOUCHSTONE_TRUSTED_PROXIES', () =>
      proxiesOf(values.TOUCHSTONE_TRUSTED_PROXIES),
    ),
    maxBytes: values.TOUCHSTONE_MAX_BYTES,
    maxPixels: values.TOUCHSTONE_MAX_PIXELS,
    webFolder: join(checkout, 'dist/apps/web'),
    stopMs: values.TOUCHSTONE_STOP_MS,
    sessionMs: values.TOUCHSTONE_SESSION_HOURS * hourMs,
    sessionIdleMs: values.TOUCHSTONE_SESSION_IDLE_MINUTES * 60_000,
    diskReserve: values.TOUCHSTONE_DISK_RESERVE,
    sourceFolders: sourceFolders(values.TOUCHSTONE_SOURCE_FOLDERS, data),
    log: values.TOUCHSTONE_LOG,
    version: versionOf(checkout),
  };
}

/** Reads the address of PostgreSQL alone, for what needs nothing else. Throws as `readSettings` does. */
export function readDatabaseUrl(env: NodeJS.ProcessEnv = process.env): string {
  const only = environment.pick({ DATABASE_URL: true });
  const parsed = only.safeParse(readEnvironment(env, ['DATABASE_URL']));
  if (parsed.success) return parsed.data.DATABASE_URL;
  throw new TouchstoneError('validation-failed', complaints(parsed.error));
}

/** Returns the allowed names; the one that we listen on is ours as well. */
function ownNames(host: string, list: string): string[] {
  return [...hostNamesOf(host.includes(':') ? `[${host}]` : host), ...hostNamesOf(list)];
}

/** Returns addresses and ranges (`10.0.0.0/8`) of proxies. */
function proxiesOf(list: string): string[] {
  const entries = list.split(',').map((one) => one.trim());
  return entries
    .filter((one) => one !== '')
    .map((one) => {
      const [address = '', bits = '0'] = one.split('/');
      if (isIP(address) !== 0 && /^\d{1,3}$/.test(bits)) return one;
      throw new Error(
        `"${one}" is not an address or a range of addresses, such as 10.0.0.5 or 10.0.0.0/8`,
      );
    });
}

/** Reads a value, and refuses it under the name of its variable. */
function namingIt<T>(variable: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TouchstoneError('validation-failed', `${variable}: ${reason}`);
  }
}

function complaints(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}

/** The nearest folder upwards with a package.json: the same from the sources and from dist. */
function checkoutFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder)
    folder = dirname(folder);
  return folder;
}

function versionOf(checkout: string): string {
  const facts: unknown = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  return z.object({ version: z.string().default('') }).parse(facts).version;
}
