import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import { readEnvironment } from '#settings';
import { type LogLevel, logLevels } from '#telemetry';
import type { EngineWish } from '#tensors';

const whole = z.coerce.number().int();

const environment = z.object({
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  TOUCHSTONE_DATA: z.string().min(1).optional(),
  TOUCHSTONE_BLOBS: z.url({ protocol: /^(file|s3)$/ }).optional(),
  TOUCHSTONE_METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  TOUCHSTONE_METRICS_PORT: whole.min(0).max(65_535).default(9101),
  TOUCHSTONE_BACKEND: z.enum(['native', 'wasm']).default('native'),
  TOUCHSTONE_ENGINE: z.enum(['auto', 'onnx', 'tensorflow']).default('auto'),
  TOUCHSTONE_ENGINE_THREADS: whole.min(1).max(256).optional(),
  TOUCHSTONE_MAX_PIXELS: whole.positive().default(100e6),
  TOUCHSTONE_BATCH: whole.min(1).max(256).default(8),
  TOUCHSTONE_BATCH_WAIT_MS: z.coerce.number().min(0).max(1_000).default(4),
  TOUCHSTONE_MODEL_MEMORY_MB: whole.min(1).max(1_000_000).default(512),
  TOUCHSTONE_WEBHOOK_TIMEOUT_MS: whole.min(100).max(20_000).default(5_000),
  TOUCHSTONE_STOP_MS: whole.min(100).max(600_000).default(15_000),
  TOUCHSTONE_LOG: z.enum(logLevels).default('info'),
});

/** The settings that the worker takes from the environment, checked once. */
export interface Settings {
  readonly redisUrl: string;
  readonly databaseUrl: string;
  /** The blob store: `file:///folder` or `s3://bucket/prefix?endpoint=...`. */
  readonly blobs: string;
  /** The folders in which backbones are looked up by name, in this order. */
  readonly backboneFolders: readonly string[];
  /** The folder of compiled graphs, by hash. */
  readonly cacheFolder: string;
  /** The address of `/metrics` and `/health`, which ask for no key: this machine alone, unless it is set. */
  readonly host: string;
  /** The port of `/metrics` and `/health`; 0 is any free port. */
  readonly metricsPort: number;
  readonly backend: 'native' | 'wasm';
  /** The settings of the engine that runs the CNNs. */
  readonly engine: EngineWish;
  readonly maxPixels: number;
  /** The number of frames in one batch at most. */
  readonly batch: number;
  /** The milliseconds that the first frame of a batch waits for others. */
  readonly batchWaitMs: number;
  /** The bytes of memory banks that stay open, and those of remembered defects: each at most so many. */
  readonly modelMemory: number;
  readonly webhookTimeoutMs: number;
  /** The milliseconds that the frames in hand may take after SIGTERM. */
  readonly stopMs: number;
  readonly log: LogLevel;
  /** The version of Touchstone, as its package.json says; every inspection carries it. */
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
  const checkout = checkoutFolder();
  const data = resolve(values.TOUCHSTONE_DATA ?? join(checkout, '.touchstone'));
  return {
    redisUrl: values.REDIS_URL,
    databaseUrl: values.DATABASE_URL,
    blobs: values.TOUCHSTONE_BLOBS ?? pathToFileURL(join(data, 'blobs')).href,
    backboneFolders: [join(data, 'backbones'), join(checkout, 'models')],
    cacheFolder: join(data, 'cache'),
    host: values.TOUCHSTONE_METRICS_HOST,
    metricsPort: values.TOUCHSTONE_METRICS_PORT,
    backend: values.TOUCHSTONE_BACKEND,
    engine: { engine: values.TOUCHSTONE_ENGINE, threads: values.TOUCHSTONE_ENGINE_THREADS },
    maxPixels: values.TOUCHSTONE_MAX_PIXELS,
    batch: values.TOUCHSTONE_BATCH,
    batchWaitMs: values.TOUCHSTONE_BATCH_WAIT_MS,
    modelMemory: values.TOUCHSTONE_MODEL_MEMORY_MB * 1e6,
    webhookTimeoutMs: values.TOUCHSTONE_WEBHOOK_TIMEOUT_MS,
    stopMs: values.TOUCHSTONE_STOP_MS,
    log: values.TOUCHSTONE_LOG,
    version: versionOf(checkout),
  };
}

function versionOf(checkout: string): string {
  const file = readFileSync(join(checkout, 'package.json'), 'utf8');
  return z.object({ version: z.string().default('') }).parse(JSON.parse(file)).version;
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
