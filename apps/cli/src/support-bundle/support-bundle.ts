import { createWriteStream } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { arch, availableParallelism, freemem, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { z } from 'zod';
import type { ApiClient } from '#client';
import { type ApiOptions, openApi, serviceOf } from '../client/options.js';
import { childEnvironment, productVersion, readSettings } from '../settings.js';
import { askProcess, launchedProcesses } from './ask-process.js';
import { scrub } from './scrub.js';
import { secretsOf, shownSettings } from './shown-settings.js';

export interface BundleOptions extends ApiOptions {
  pictures: number;
  metrics: string[];
}

/** The bytes of each log that are taken, from its end. */
const logBytes = 2 * 1024 * 1024;
const mostPictures = 100;

type Texts = Record<string, string>;

/** Writes what helps to find a fault. What cannot be had says so in its place; the bundle is written all the same. */
export async function writeSupportBundle(file: string, options: BundleOptions): Promise<void> {
  const { dataFolder } = readSettings();
  const env = childEnvironment({});
  const secrets = [...secretsOf(env), ...(await serverSecrets(dataFolder))];
  const api = openApi(options, { patienceMs: 2_000 });
  const texts: Texts = {
    'about.json': json(about()),
    'settings.json': json(shownSettings(env)),
    ...(await figures(dataFolder, options)),
    ...(await logs(dataFolder)),
    ...(await stationsText(api)),
  };
  const clean = Object.entries(texts).map(([name, text]) => [name, scrub(text, secrets)] as const);
  const pictures = await lastPictures(api, Math.min(options.pictures, mostPictures));
  await write(file, [...clean, ...pictures]);
  const told = pictures.length === 0 ? 'no pictures' : `${pictures.length} pictures`;
  process.stdout.write(`${file}: ${clean.length} texts without secrets, ${told}\n`);
}

function about(): Record<string, unknown> {
  return {
    touchstone: productVersion(),
    node: process.versions.node,
    system: `${platform()} ${release()} ${arch()}`,
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    takenAt: new Date().toISOString(),
  };
}

/** Health and metrics of every process that is known here. */
async function figures(dataFolder: string, options: BundleOptions): Promise<Texts> {
  const asked = Object.fromEntries(
    options.metrics.map((url, index) => [`process-${index + 1}`, url]),
  );
  const processes = {
    api: serviceOf(options).url,
    ...(await launchedProcesses(dataFolder)),
    ...asked,
  };
  const texts: Texts = {};
  for (const [name, url] of Object.entries(processes)) {
    texts[`figures/${name}.health.json`] = await askProcess(url, '/health/ready');
    texts[`figures/${name}.metrics.txt`] = await askProcess(url, '/metrics');
  }
  return texts;
}

async function logs(dataFolder: string): Promise<Texts> {
  const folder = join(dataFolder, 'logs');
  const names = await readdir(folder).catch(() => []);
  const texts = names.map(
    async (name) => [`logs/${name}`, await endOf(join(folder, name))] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

/** Returns the end of a file, from the beginning of a line: half a line might show half a secret. */
async function endOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const room = Buffer.alloc(Math.min(size, logBytes));
    await file.read(room, 0, room.length, size - room.length);
    return room.length < size
      ? room.toString('utf8', room.indexOf('\n') + 1)
      : room.toString('utf8');
  } finally {
    await file.close();
  }
}

async function stationsText(api: ApiClient): Promise<Texts> {
  try {
    return { 'stations.json': json(await api.get('/v1/stations', {})) };
  } catch (error) {
    return { 'stations.json': `the stations cannot be read: ${String(error)}\n` };
  }
}

async function lastPictures(api: ApiClient, most: number): Promise<[string, Buffer][]> {
  if (most === 0) return [];
  const { items } = await api.get('/v1/frames', { query: { limit: most } });
  const found: [string, Buffer][] = [];
  for (const { id } of items.filter(({ pictureDeletedAt }) => pictureDeletedAt === null)) {
    const answer = await api.open('/v1/frames/{frame}/image', { path: { frame: id } });
    found.push([`pictures/${id}`, Buffer.from(await answer.arrayBuffer())]);
  }
  return found;
}

/** The passwords of the servers that the launcher made; none where it did not. */
async function serverSecrets(dataFolder: string): Promise<string[]> {
  const text = await readFile(join(dataFolder, 'secrets.json'), 'utf8').catch(() => '{}');
  return Object.values(z.record(z.string(), z.string()).parse(JSON.parse(text)));
}

async function write(file: string, entries: (readonly [string, string | Buffer])[]): Promise<void> {
  const tar = pack();
  for (const [name, content] of entries) tar.entry({ name, mode: 0o600 }, content);
  tar.finalize();
  await pipeline(tar, createGzip(), createWriteStream(file, { mode: 0o600 }));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
