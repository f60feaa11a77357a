import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import { readEnvironment, type TlsFiles, tlsFiles } from '#settings';

const whole = z.coerce.number().int();

const environment = z.object({
  TOUCHSTONE_DATA: z.string().min(1).optional(),
  TOUCHSTONE_HOST: z.string().min(1).default('127.0.0.1'),
  TOUCHSTONE_METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  TOUCHSTONE_PORT: whole.min(0).max(65_535).default(8080),
  TOUCHSTONE_TLS_CERT: z.string().optional(),
  TOUCHSTONE_TLS_KEY: z.string().optional(),
  TOUCHSTONE_API_KEYS: z.string().default(''),
  TOUCHSTONE_CONNECTOR_KEY: z.string().optional(),
  TOUCHSTONE_METRICS_PORT: whole.min(0).max(65_000).default(9101),
  TOUCHSTONE_WORKERS: whole.min(0).max(64).optional(),
  TOUCHSTONE_STOP_MS: whole.min(100).max(600_000).default(15_000),
  TOUCHSTONE_OS_USER: z.string().min(1).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
});

/** The settings that the launcher takes from the environment, checked once. */
export interface Settings {
  readonly checkout: string;
  readonly data: string;
  readonly host: string;
  /** The API's certificate and its key; null for plain HTTP. */
  readonly tls: TlsFiles | null;
  /** Tells whether keys of administrators are set. */
  readonly hasKeys: boolean;
  /** The address on which workers, calibrator, watcher and connector show metrics and health. */
  readonly metricsHost: string;
  /** The port of the API; 0 is any free one. */
  readonly port: number;
  /**
   * The port of the first worker; the others lie above it, the calibrator nine, the watcher ten and the connector eleven
   * above. 0 is any free ones.
   */
  readonly metricsPort: number;
  readonly workers: number;
  readonly stopMs: number;
  /** The user that PostgreSQL runs as when we are root; undefined: the first of a few that exists. */
  readonly osUser: string | undefined;
  /** The URLs of servers that run already; undefined: the launcher starts its own. */
  readonly redisUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  /** The environment that the processes inherit. */
  readonly inherited: NodeJS.ProcessEnv;
}

/**
 * Reads and checks the environment.
 * @throws TouchstoneError validation-failed naming the variable and what it expects.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const inherited = readEnvironment(env, Object.keys(environment.shape));
  const parsed = environment.safeParse(inherited);
  if (!parsed.success) throw new TouchstoneError('validation-failed', complaints(parsed.error));
  const values = parsed.data;
  const checkout = checkoutFolder();
  return {
    checkout,
    data: resolve(values.TOUCHSTONE_DATA ?? join(checkout, '.touchstone')),
    host: values.TOUCHSTONE_HOST,
    tls: tlsFiles(values.TOUCHSTONE_TLS_CERT, values.TOUCHSTONE_TLS_KEY),
    hasKeys: values.TOUCHSTONE_API_KEYS.trim() !== '',
    metricsHost: values.TOUCHSTONE_METRICS_HOST,
    port: values.TOUCHSTONE_PORT,
    metricsPort: values.TOUCHSTONE_METRICS_PORT,
    workers: values.TOUCHSTONE_WORKERS ?? Math.max(1, availableParallelism() - 1),
    stopMs: values.TOUCHSTONE_STOP_MS,
    osUser: values.TOUCHSTONE_OS_USER,
    redisUrl: values.REDIS_URL,
    databaseUrl: values.DATABASE_URL,
    inherited,
  };
}

/** The nearest folder above this file with a package.json: the same from source and from dist. */
function checkoutFolder(from: string = import.meta.dirname): string {
  if (existsSync(join(from, 'package.json')) || from === dirname(from)) return from;
  return checkoutFolder(dirname(from));
}

function complaints(error: z.ZodError): string {
  const lines = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return `The environment has settings that cannot be used: ${lines.join('; ')}.`;
}
