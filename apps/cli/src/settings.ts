import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import { provenHost, readCertificate, readEnvironment } from '#settings';
import type { EngineWish } from '#tensors';

const environment = z.object({
  TOUCHSTONE_DATA: z.string().min(1).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  TOUCHSTONE_BLOBS: z.url({ protocol: /^(file|s3)$/ }).optional(),
  TOUCHSTONE_BACKUP_PASSPHRASE: z.string().min(8).optional(),
  TOUCHSTONE_BACKEND: z.enum(['native', 'wasm']).default('native'),
  TOUCHSTONE_ENGINE: z.enum(['auto', 'onnx', 'tensorflow']).default('auto'),
  TOUCHSTONE_ENGINE_THREADS: z.coerce.number().int().min(1).max(256).optional(),
  TOUCHSTONE_HOST: z.string().min(1).default('127.0.0.1'),
  TOUCHSTONE_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  TOUCHSTONE_TLS_CERT: z.string().optional(),
  TOUCHSTONE_API_KEYS: z.string().default(''),
  TOUCHSTONE_MAX_PIXELS: z.coerce.number().int().positive().default(100e6),
  TOUCHSTONE_LOG: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info'),
});

/** The settings that the command line takes from the environment, checked once. */
export interface Settings {
  /** The checkout (or the installed package): where `models/` lies. */
  readonly checkout: string;
  /** The folder of backbones, compiled graphs and, with the embedded services, their records. */
  readonly dataFolder: string;
  /** The database of an installation with one of its own; undefined: that of the data folder. */
  readonly databaseUrl: string | undefined;
  /** The blob store: `file:///folder` or `s3://bucket/prefix?endpoint=...`. */
  readonly blobs: string;
  /** The passphrase that backups are encrypted with; undefined: they are not encrypted. */
  readonly backupPassphrase: string | undefined;
  readonly compiledFolder: string;
  /** The folders in which backbones are looked up by name, in this order. */
  readonly backboneFolders: readonly string[];
  readonly backend: 'native' | 'wasm';
  /** The settings of the engine that runs the CNNs. */
  readonly engine: EngineWish;
  /** Address of the API for the commands that speak to it, e.g. `http://127.0.0.1:8080`. */
  readonly apiUrl: string;
  readonly apiKey: string | undefined;
  readonly maxPixels: number;
  readonly debug: boolean;
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
  const dataFolder = resolve(values.TOUCHSTONE_DATA ?? join(checkout, '.touchstone'));
  return {
    checkout,
    dataFolder,
    databaseUrl: values.DATABASE_URL,
    blobs: values.TOUCHSTONE_BLOBS ?? pathToFileURL(join(dataFolder, 'blobs')).href,
    backupPassphrase: values.TOUCHSTONE_BACKUP_PASSPHRASE,
    compiledFolder: join(dataFolder, 'compiled'),
    backboneFolders: [join(dataFolder, 'backbones'), join(checkout, 'models')],
    backend: values.TOUCHSTONE_BACKEND,
    engine: { engine: values.TOUCHSTONE_ENGINE, threads: values.TOUCHSTONE_ENGINE_THREADS },
    apiUrl: apiUrl(values),
    apiKey: firstKey(values.TOUCHSTONE_API_KEYS),
    maxPixels: values.TOUCHSTONE_MAX_PIXELS,
    debug: wantsStack(env),
  };
}

/** The API of this machine; over TLS by the name that its certificate is for. */
function apiUrl(values: {
  TOUCHSTONE_HOST: string;
  TOUCHSTONE_PORT: number;
  TOUCHSTONE_TLS_CERT?: string | undefined;
}): string {
  const { TOUCHSTONE_HOST: host, TOUCHSTONE_PORT: port, TOUCHSTONE_TLS_CERT: file } = values;
  if (!file) return `http://${host}:${port}`;
  return `https://${provenHost(readCertificate(file).certificate, host)}:${port}`;
}

/** The first key of the list, without the name that may stand before it (`anna=key`). */
function firstKey(list: string): string | undefined {
  const first = list.split(',')[0]?.trim() ?? '';
  return /^[a-z][\w.-]{0,60}=(.*[^=].*)$/i.exec(first)?.[1] ?? (first || undefined);
}

/** Returns the environment for a child process: our own with a few variables set. */
export function childEnvironment(
  set: Record<string, string>,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  return { ...env, ...set };
}

/** Tells whether failures are shown with their stack; asked also where the rest of the environment is wrong. */
export function wantsStack(env: NodeJS.ProcessEnv = process.env): boolean {
  return ['debug', 'trace'].includes(env['TOUCHSTONE_LOG'] ?? '');
}

/** Returns the nearest folder above this file with Touchstone's package.json: the same from source and from dist. */
export function checkoutFolder(from: string = import.meta.dirname): string {
  const file = join(from, 'package.json');
  if (existsSync(file) && packageFacts(file).name === 'touchstone') return from;
  const parent = dirname(from);
  if (parent === from)
    throw new TouchstoneError(
      'internal',
      `No package.json of Touchstone lies above ${import.meta.dirname}; run the command from a whole checkout.`,
    );
  return checkoutFolder(parent);
}

/** Returns the version in package.json. */
export function productVersion(): string {
  return packageFacts(join(checkoutFolder(), 'package.json')).version;
}

function packageFacts(file: string): { name: string; version: string } {
  return z
    .object({ name: z.string().default(''), version: z.string().default('') })
    .parse(JSON.parse(readFileSync(file, 'utf8')));
}

function complaints(error: z.ZodError): string {
  const lines = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return `The environment has settings that cannot be used: ${lines.join('; ')}.`;
}
