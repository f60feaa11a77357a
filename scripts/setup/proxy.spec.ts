import { expect, test } from 'vitest';
import { proxyFor } from './proxy.mjs';

const https_proxy = 'http://proxy.factory:3128';
const through = (url: string, environment: Record<string, string>) =>
  proxyFor(new URL(url), environment)?.host ?? null;

test.each([
  ['https://host/a', { https_proxy }, 'proxy.factory:3128'],
  ['https://host/a', { HTTPS_PROXY: 'proxy.factory:3128' }, 'proxy.factory:3128'],
  ['http://host/a', { https_proxy }, null],
  ['http://host/a', { http_proxy: 'http://other:8080' }, 'other:8080'],
  ['https://127.0.0.1/a', { https_proxy }, null],
  ['https://files.host/a', { https_proxy, no_proxy: 'local,host' }, null],
  ['https://files.host/a', { https_proxy, NO_PROXY: '.host' }, null],
  ['https://filesxhost/a', { https_proxy, no_proxy: 'host' }, 'proxy.factory:3128'],
  ['https://host:444/a', { https_proxy, no_proxy: 'host:445' }, 'proxy.factory:3128'],
  ['https://host/a', { https_proxy, no_proxy: '*' }, null],
] as const)('%s with %j goes through %s', (url, environment, expected) => {
  expect(through(url, environment)).toBe(expected);
});
