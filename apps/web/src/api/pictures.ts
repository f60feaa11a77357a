import type { Address } from '#client';
import { api } from './client.js';
import { readKey } from './key.js';

export interface LoadedPicture {
  /** The address for an <img>. */
  url: string;
  width: number;
  height: number;
}

/** The number of object URLs that are kept; each holds a picture's bytes in memory. */
const mostKept = 200;
const kept = new Map<string, Promise<string>>();

/**
 * Loads a picture of the API, once it is there and decoded. Without a key its URL is the address itself; an <img>
 * cannot send a key, so with one it is fetched here.
 */
export async function loadPicture(address: Address): Promise<LoadedPicture> {
  const url = await (readKey() === '' ? address : fetched(address));
  const image = new Image();
  image.src = url;
  await image.decode().catch(() => explain(address));
  return { url, width: image.naturalWidth, height: image.naturalHeight };
}

/** An <img> does not say why it failed; the API does. */
async function explain(address: Address): Promise<never> {
  await api.openAddress(address);
  throw new Error('The picture cannot be shown.');
}

function fetched(address: Address): Promise<string> {
  const found = kept.get(address);
  if (found !== undefined) return found;
  const url = fetchPicture(address);
  kept.set(address, url);
  url.catch(() => kept.delete(address));
  dropOldest();
  return url;
}

async function fetchPicture(address: Address): Promise<string> {
  return URL.createObjectURL(await (await api.openAddress(address)).blob());
}

function dropOldest(): void {
  const [oldest] = kept.entries();
  if (kept.size <= mostKept || oldest === undefined) return;
  kept.delete(oldest[0]);
  oldest[1].then(
    (url) => URL.revokeObjectURL(url),
    () => undefined,
  );
}
