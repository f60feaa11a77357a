import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError } from '#contracts';
import { sha256Of } from '#numbers';
import { checkInside, parseModelJson, readLayersModel } from '../folder/backbone-files.js';
import { bytesOf } from '../layers-model/weights.js';
import { download } from './download.js';
import { importBackbone } from './import-backbone.js';
import type { Imported, ImportOptions } from './keep-backbone.js';
import type { BackboneAnswers } from './propose-manifest.js';

export interface PullOptions extends ImportOptions {
  /** The SHA-256 of model.json followed by its weight files, as a manifest has it; checked when given. */
  readonly sha256?: string | undefined;
  /** Is called with the bytes of all weight files so far, of how many. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Fetches a published LayersModel by the address of its model.json and imports it. An interrupted pull goes
 * on where it stopped when called again.
 * @throws TouchstoneError backbone-unreachable, backbone-invalid (wrong hash), and what importing throws.
 */
export async function pullBackbone(
  address: string,
  answers: BackboneAnswers,
  options: PullOptions,
): Promise<Imported> {
  const url = parsedAddress(address);
  const partial = await fetchModel(address, options);
  const files = await readLayersModel(partial);
  if (options.sha256 && files.sha256 !== options.sha256) {
    await rm(partial, { recursive: true, force: true });
    throw otherHash(url, options.sha256, files.sha256);
  }
  const provenance = { source: url.href, ...answers.provenance };
  const imported = await importBackbone(partial, { ...answers, provenance }, options);
  await rm(partial, { recursive: true, force: true });
  return imported;
}

/**
 * Brings model.json and the weight files into a folder of this address under `into` and gives the folder; what
 * is there already is not fetched again.
 */
export async function fetchModel(
  address: string,
  options: Pick<PullOptions, 'into' | 'onProgress'>,
): Promise<string> {
  const url = parsedAddress(address);
  const folder = join(options.into, `.pull-${sha256Of(url.href).slice(0, 16)}`);
  await download(url, join(folder, 'model.json'));
  const { weightsManifest } = await readOrDrop(folder);
  const total = weightsManifest
    .flatMap((group) => group.weights)
    .reduce((sum, weight) => sum + bytesOf(weight), 0);
  let before = 0;
  for (const path of weightsManifest.flatMap((group) => group.paths)) {
    checkInside(path, folder);
    let here = 0;
    const onBytes = (done: number) => options.onProgress?.(before + (here = done), total);
    await download(shardAddress(url, path), join(folder, path), { onBytes });
    before += here;
  }
  return folder;
}

/** A page of HTML under the right address must not stick in the folder of what has arrived. */
async function readOrDrop(folder: string) {
  try {
    return parseModelJson(await readFile(join(folder, 'model.json')), folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Beside model.json; hosts that choose the file by the query (TensorFlow Hub) get the same query. */
function shardAddress(model: URL, path: string): URL {
  const shard = new URL(path, model);
  shard.search = model.search;
  return shard;
}

function parsedAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && ['http:', 'https:'].includes(url.protocol)) return url;
  throw new TouchstoneError(
    'validation-failed',
    `"${address}" is not an http or https address of a model.json. "touchstone backbones import" takes a local folder.`,
  );
}

function otherHash(url: URL, expected: string, found: string): TouchstoneError {
  return new TouchstoneError(
    'backbone-invalid',
    `What ${url.href} gave has the SHA-256 ${found}, expected was ${expected}. It was thrown away; ` +
      'check the address and the hash before trying again.',
  );
}
