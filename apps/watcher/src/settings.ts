import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import { type DiskReserve, diskReserve, readEnvironment } from '#settings';
import { type LogLevel, logLevels } from '#telemetry';

const whole = z.coerce.number().int();

const environment = z.object({
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  TOUCHSTONE_DATA: z.string().min(1).optional(),
  TOUCHSTONE_BLOBS: z.url({ protocol: /^(file|s3)$/ }).optional(),
  TOUCHSTONE_METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  TOUCHSTONE_METRICS_PORT: whole.min(0).max(65_535).default(9111),
  TOUCHSTONE_STOP_MS: whole.min(100).max(600_000).default(15_000),
  TOUCHSTONE_DISK_RESERVE: diskReserve.prefault('5%'),
  TOUCHSTONE_BACKUP_FOLDER: z.string().min(1).optional(),
  TOUCHSTONE_BACKUP_EVERY_HOURS: z.coerce.number().min(0.1).max(8_760).default(24),
  TOUCHSTONE_BACKUP_KEEP: whole.min(1).max(10_000).default(7),
  TOUCHSTONE_BACKUP_PASSPHRASE: z.string().min(8).optional(),
  TOUCHSTONE_LOG: z.enum(logLevels).default('info'),
});

/** The settings of the scheduled backups. */
export interface BackupSettings {
  readonly folder: string;
  readonly everyHours: number;
  /** The number of backups that are kept. */
  readonly keep: number;
  readonly passphrase: string | null;
  readonly databaseUrl: string;
  readonly blobs: string;
  /** Folders of files that are taken along, by their names in the backup. */
  readonly folders: Readonly<Record<string, string>>;
  /** The version of Touchstone. */
  readonly version: string;
}

/** The settings that the watcher takes from the environment, checked once. */
export interface Settings {
  readonly redisUrl: string;
  readonly databaseUrl: string;
  /** The blob store: `file:///folder` or `s3://bucket/prefix?endpoint=...`. */
  readonly blobs: string;
  /** The folders in which backbones are looked up by name, in this order. */
  readonly backboneFolders: readonly string[];
  /** The address of `/metrics` and `/health`, which ask for no key: this machine alone, unless it is set. */
  readonly host: string;
  /** The port of `/metrics` and `/health`; 0 is any free port. */
  readonly metricsPort: number;
  /** The milliseconds that a round in hand may take after SIGTERM; then the next watcher does it again. */
  readonly stopMs: number;
  /** The reserve that is kept free of the disk that pictures lie on. */
  readonly diskReserve: DiskReserve;
  /** Scheduled backups; null where none are wanted. */
  readonly backups: BackupSettings | null;
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
  const checkout = checkoutFolder();
  const data = resolve(values.TOUCHSTONE_DATA ?? join(checkout, '.touchstone'));
  const blobs = values.TOUCHSTONE_BLOBS ?? pathToFileURL(join(data, 'blobs')).href;
  return {
    redisUrl: values.REDIS_URL,
    databaseUrl: values.DATABASE_URL,
    blobs,
    backboneFolders: [join(data, 'backbones'), join(checkout, 'models')],
    host: values.TOUCHSTONE_METRICS_HOST,
    metricsPort: values.TOUCHSTONE_METRICS_PORT,
    stopMs: values.TOUCHSTONE_STOP_MS,
    diskReserve: values.TOUCHSTONE_DISK_RESERVE,
    backups: backupSettings(values, { blobs, data, checkout }),
    log: values.TOUCHSTONE_LOG,
  };
}

function backupSettings(
  values: z.infer<typeof environment>,
  { blobs, data, checkout }: { blobs: string; data: string; checkout: string },
): BackupSettings | null {
  if (values.TOUCHSTONE_BACKUP_FOLDER === undefined) return null;
  return {
    folder: resolve(values.TOUCHSTONE_BACKUP_FOLDER),
    everyHours: values.TOUCHSTONE_BACKUP_EVERY_HOURS,
    keep: values.TOUCHSTONE_BACKUP_KEEP,
    passphrase: values.TOUCHSTONE_BACKUP_PASSPHRASE ?? null,
    databaseUrl: values.DATABASE_URL,
    blobs,
    folders: { backbones: join(data, 'backbones'), models: join(checkout, 'models') },
    version: versionOf(checkout),
  };
}

function versionOf(checkout: string): string {
  const facts = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as unknown;
  return z.object({ version: z.string().default('') }).parse(facts).version;
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
