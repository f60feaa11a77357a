import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TouchstoneError } from '#contracts';
import { isFile } from './backbone-store.js';

export interface DownloadOptions {
  /** Is called with the bytes of this file that are here, of how many (undefined when the server does not say). */
  readonly onBytes?: (done: number, of: number | undefined) => void;
  /** The number of times that an interrupted transfer is taken up again by itself. */
  readonly attempts?: number;
}

/**
 * Fetches `url` into `path`. The bytes collect in `path.part`, which a later call takes up by a Range request
 * as long as the server's ETag is the same; the final name appears only when the file is whole.
 * @throws TouchstoneError backbone-unreachable; what has arrived is kept for the next call.
 */
export async function download(
  url: URL,
  path: string,
  options: DownloadOptions = {},
): Promise<void> {
  if (await isFile(path)) return;
  await mkdir(dirname(path), { recursive: true });
  const attempts = options.attempts ?? 3;
  for (let attempt = 1; ; attempt++) {
    try {
      await transfer(url, path, options);
      return await rename(`${path}.part`, path);
    } catch (error) {
      if (attempt >= attempts || error instanceof TouchstoneError) throw unreachable(url, error);
    }
  }
}

async function transfer(url: URL, path: string, options: DownloadOptions): Promise<void> {
  const part = `${path}.part`;
  const { from, etag } = await arrived(part);
  const headers = from > 0 && etag ? { range: `bytes=${from}-`, 'if-range': etag } : undefined;
  const response = await fetch(url, headers ? { headers } : {});
  if (response.status === 416) return startAgain(part);
  if (!response.ok) throw refused(url, response.status);
  const resumed = response.status === 206;
  const start = resumed ? from : 0;
  await rememberTag(part, response.headers.get('etag'));
  const length = Number(response.headers.get('content-length') ?? NaN);
  const whole = Number.isFinite(length) ? start + length : undefined;
  await append(response, part, start, (done) => options.onBytes?.(done, whole));
  const { size } = await stat(part);
  if (whole !== undefined && size !== whole) throw new Error(`${size} of ${whole} bytes arrived`);
}

async function append(
  response: Response,
  part: string,
  start: number,
  onBytes: (done: number) => void,
): Promise<void> {
  let done = start;
  const body = response.body ? Readable.fromWeb(response.body as never) : Readable.from([]);
  const counted = body.on('data', (chunk: Buffer) => onBytes((done += chunk.length)));
  await pipeline(counted, createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }));
}

/** Returns the bytes that an earlier call left, with the tag that tells whether the server's file is still the same. */
async function arrived(part: string): Promise<{ from: number; etag: string | undefined }> {
  if (!(await isFile(part))) return { from: 0, etag: undefined };
  const etag = await readFile(`${part}.etag`, 'utf8').catch(() => undefined);
  return { from: (await stat(part)).size, etag };
}

async function rememberTag(part: string, etag: string | null): Promise<void> {
  if (etag && !etag.startsWith('W/')) await writeFile(`${part}.etag`, etag);
  else await rm(`${part}.etag`, { force: true });
}

async function startAgain(part: string): Promise<never> {
  await rm(part, { force: true });
  throw new Error('the server has another file than the one that was begun');
}

function refused(url: URL, status: number): TouchstoneError {
  return new TouchstoneError(
    'backbone-unreachable',
    `${url.href} answered with status ${status}; check the address.`,
  );
}

function unreachable(url: URL, cause: unknown): TouchstoneError {
  if (cause instanceof TouchstoneError) return cause;
  const reason = cause instanceof Error ? causeOf(cause).message : String(cause);
  return new TouchstoneError(
    'backbone-unreachable',
    `${url.href} could not be fetched (${reason}). What has arrived is kept: the same command goes on from there.`,
    { cause },
  );
}

/** fetch wraps the reason in "fetch failed". */
function causeOf(error: Error): Error {
  return error.cause instanceof Error ? causeOf(error.cause) : error;
}
