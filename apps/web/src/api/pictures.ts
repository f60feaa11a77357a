import { ask } from './client.js';
import { readKey } from './key.js';

export interface LoadedPicture {
  /** The address for an <img>. */
  url: string;
  width: number;
  height: number;
}

/** Object URLs kept; each holds a picture's bytes in memory. */
const mostKept = 200;
const kept = new Map<string, Promise<string>>();

/**
 * Loads a picture of the API, once it is there and decoded. Without a key its URL is the path itself; an <img> cannot
 * send a key, so with one it is fetched here.
 */
export async function loadPicture(path: string): Promise<LoadedPicture> {
  const url = await (readKey() === '' ? path : fetched(path));
  const image = new Image();
  image.src = url;
  await image.decode().catch(() => explain(path));
  return { url, width: image.naturalWidth, height: image.naturalHeight };
}

/** An <img> does not say why it failed; the API does. */
async function explain(path: string): Promise<never> {
  await ask(path);
  throw new Error('The picture cannot be shown.');
}

function fetched(path: string): Promise<string> {
  const found = kept.get(path);
  if (found !== undefined) return found;
  const url = fetchPicture(path);
  kept.set(path, url);
  url.catch(() => kept.delete(path));
  dropOldest();
  return url;
}

async function fetchPicture(path: string): Promise<string> {
  return URL.createObjectURL(await (await ask(path)).blob());
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
