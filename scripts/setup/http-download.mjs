import { createWriteStream } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import tls from 'node:tls';
import { proxyFor } from './proxy.mjs';

const silentSeconds = 20;

/** Writes the body of a GET into a file: redirects followed, a proxy of the environment used, silence refused. */
export async function download(url, file) {
  const response = await get(new URL(url), 5);
  await pipeline(response, createWriteStream(file));
}

async function get(url, redirectsLeft) {
  const response = await ask(url);
  const { statusCode, headers } = response;
  if (statusCode === 200) return response;
  response.resume();
  if (statusCode >= 300 && statusCode < 400 && headers.location && redirectsLeft > 0)
    return get(new URL(headers.location, url), redirectsLeft - 1);
  throw new Error(`${url} answered ${statusCode}`);
}

async function ask(url) {
  const proxy = proxyFor(url);
  if (proxy === null) return send(clientOf(url).request(url), url);
  if (url.protocol === 'http:') return send(throughProxy(proxy, url.href, url.host), url);
  const socket = await tunnel(proxy, url);
  const secured = tls.connect({ socket, servername: url.hostname });
  return send(https.request(url, { createConnection: () => secured, agent: false }), url);
}

/** A proxy takes a plain HTTP request with the whole address in its first line. */
function throughProxy(proxy, path, host, method = 'GET') {
  const options = { host: proxy.hostname, port: portOf(proxy), path, method };
  const headers = { host, ...authorization(proxy) };
  return clientOf(proxy).request({ ...options, headers });
}

/** Opens a connection for HTTPS through the proxy, which cannot read it. */
function tunnel(proxy, url) {
  const target = `${url.hostname}:${portOf(url)}`;
  const request = throughProxy(proxy, target, target, 'CONNECT');
  return new Promise((resolve, reject) => {
    request.on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket);
      return reject(new Error(`the proxy ${proxy.host} answered ${statusCode} for ${target}`));
    });
    watch(request, `the proxy ${proxy.host}`, reject);
    request.end();
  });
}

function send(request, url) {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    watch(request, url, reject);
    request.end();
  });
}

function watch(request, who, reject) {
  request.setTimeout(silentSeconds * 1000, () =>
    request.destroy(new Error(`${who} was silent for ${silentSeconds} s`)),
  );
  request.on('error', reject);
}

function clientOf({ protocol }) {
  return protocol === 'https:' ? https : http;
}

function portOf({ port, protocol }) {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}

function authorization({ username, password }) {
  if (!username) return {};
  const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(words).toString('base64')}` };
}
