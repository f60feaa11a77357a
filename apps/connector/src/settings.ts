import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import { readEnvironment, sourceFolders } from '#settings';
import { type LogLevel, logLevels } from '#telemetry';

const whole = z.coerce.number().int();

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  TOUCHSTONE_DATA: z.string().min(1).optional(),
  TOUCHSTONE_BLOBS: z.url({ protocol: /^(file|s3)$/ }).optional(),
  TOUCHSTONE_CONNECTOR_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8080'),
  TOUCHSTONE_CONNECTOR_KEY: z.string().default(''),
  TOUCHSTONE_SOURCE_FOLDERS: z.string().optional(),
  TOUCHSTONE_METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  TOUCHSTONE_METRICS_PORT: whole.min(0).max(65_535).default(9112),
  TOUCHSTONE_STOP_MS: whole.min(100).max(600_000).default(15_000),
  TOUCHSTONE_LOG: z.enum(logLevels).default('info'),
});

/** The settings that the connector takes from the environment, checked once. */
export interface Settings {
  readonly databaseUrl: string;
  /** The blob store, which is opened only to prove that the records are those of this installation. */
  readonly blobs: string;
  /** The API that frames are pushed to. */
  readonly apiUrl: string;
  /** The key that the API is asked with; empty where it asks for none. */
  readonly apiKey: string;
  /** The folders below which a folder that frames come from may lie. */
  readonly sourceFolders: readonly string[];
  /** The address of `/metrics` and `/health`, which ask for no key: this machine alone, unless it is set. */
  readonly host: string;
  /** The port of `/metrics` and `/health`; 0 is any free port. */
  readonly metricsPort: number;
  /** The milliseconds that a push in hand may take after SIGTERM; then the next connector does it again. */
  readonly stopMs: number;
  readonly log: LogLevel;
}

/**
 * Reads and checks the environment.
 * @throws TouchstoneError validation-failed naming the variable and what it expects.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const parsed = environment.safeParse(readEnvironment(env, Object.keys(environment.shape)));
  if (!parsed.success) throw new TouchstoneError('validation-failed', complaints(parsed.error));
  const values = parsed.data;
  const data = resolve(values.TOUCHSTONE_DATA ?? join(checkoutFolder(), '.touchstone'));
  return {
    databaseUrl: values.DATABASE_URL,
    blobs: values.TOUCHSTONE_BLOBS ?? pathToFileURL(join(data, 'blobs')).href,
    apiUrl: values.TOUCHSTONE_CONNECTOR_URL,
    apiKey: values.TOUCHSTONE_CONNECTOR_KEY,
    sourceFolders: sourceFolders(values.TOUCHSTONE_SOURCE_FOLDERS, data),
    host: values.TOUCHSTONE_METRICS_HOST,
    metricsPort: values.TOUCHSTONE_METRICS_PORT,
    stopMs: values.TOUCHSTONE_STOP_MS,
    log: values.TOUCHSTONE_LOG,
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
