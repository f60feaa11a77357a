import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cacheFolder, nodeModules } from './paths.mjs';
import { say } from './say.mjs';

const require = createRequire(import.meta.url);
const version = '2.9.1';
const ownHost = 'https://storage.googleapis.com/tensorflow/libtensorflow/libtensorflow-';
const firstByteSeconds = 20;

/**
 * The library that the package's install script would download, unpacked in the cache.
 * Resolves to `{folder, prebuilt}` or null; never takes longer than 20 s where the host is silent.
 */
export function fromOwnHost() {
  return fromBase(process.env.TFJS_NODE_CDN_STORAGE ?? ownHost, 'own download');
}

/** The same from a mirror that TFJS_NODE_BASE_URI names, in the meaning tfjs-node gives it. */
export function fromMirror() {
  const base = process.env.TFJS_NODE_BASE_URI;
  return base ? fromBase(base, 'mirror') : null;
}

async function fromBase(base, title) {
  const archive = archiveName();
  if (!archive) return null;
  const folder = path.join(cacheFolder(), 'libtensorflow', `${version}-${process.arch}`);
  if (existsSync(folder)) return { folder, title };
  say(`TensorFlow: library ${version} from its ${title}`);
  try {
    await unpackInto(`${base}${archive}`, folder);
    return { folder, title };
  } catch (error) {
    say(`TensorFlow: its ${title} did not work: ${error.message}`);
    return null;
  }
}

/** Names as in tfjs-node's scripts/deps-constants.js; other platforms have no archive of 2.9.1. */
function archiveName() {
  const system = { 'linux x64': 'cpu-linux-x86_64', 'darwin x64': 'cpu-darwin-x86_64' };
  const name = system[`${process.platform} ${process.arch}`];
  return name && `${name}-${version}.tar.gz`;
}

async function unpackInto(url, folder) {
  const tar = require(path.join(nodeModules, 'tar'));
  mkdirSync(path.dirname(folder), { recursive: true });
  const parts = mkdtempSync(`${folder}.part-`);
  try {
    const response = await get(url);
    await finished(response.pipe(tar.x({ C: parts, strict: true })), response);
    renameSync(parts, folder);
  } finally {
    rmSync(parts, { recursive: true, force: true });
  }
}

function finished(sink, source) {
  return new Promise((resolve, reject) => {
    sink.on('close', resolve).on('error', reject);
    source.on('error', reject);
  });
}

/** The body of a GET, redirects followed, a proxy of the environment used, silence refused. */
function get(url, redirectsLeft = 5) {
  return new Promise((resolve, reject) => {
    const client = url.startsWith('https:') ? https : http;
    const request = client.get(url, { agent: proxyAgent(url) }, (response) => {
      const { statusCode, headers } = response;
      if (statusCode === 200) return resolve(response);
      response.resume();
      if (statusCode >= 300 && statusCode < 400 && headers.location && redirectsLeft > 0)
        return resolve(get(new URL(headers.location, url).href, redirectsLeft - 1));
      return reject(new Error(`${url} answered ${statusCode}`));
    });
    request.setTimeout(firstByteSeconds * 1000, () =>
      request.destroy(new Error(`${url} was silent for ${firstByteSeconds} s`)),
    );
    request.on('error', reject);
  });
}

function proxyAgent(url) {
  const { HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy } = process.env;
  const proxy = HTTPS_PROXY || https_proxy || HTTP_PROXY || http_proxy;
  if (!proxy || /^https?:\/\/(localhost|127\.)/.test(url)) return undefined;
  const HttpsProxyAgent = require(path.join(nodeModules, 'https-proxy-agent'));
  return new (HttpsProxyAgent.HttpsProxyAgent ?? HttpsProxyAgent)(proxy);
}
