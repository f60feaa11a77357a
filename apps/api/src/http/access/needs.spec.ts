import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { StatedNeeds } from './needs.js';

async function stated(routes: { url: string; config?: object }[]): Promise<StatedNeeds> {
  const server = fastify();
  const needs = new StatedNeeds();
  needs.watch(server);
  for (const { url, config = {} } of routes)
    server.route({ method: 'POST', url, config, handler: () => 'never asked' });
  await server.ready();
  return needs;
}

test('routes that state their need, or that they are public, let the API start', async () => {
  const needs = await stated([
    { url: '/v1/a', config: { needs: 'viewer' } },
    { url: '/health', config: { public: true } },
  ]);
  expect(() => needs.refuseUnstated()).not.toThrow();
});

test('each route that states nothing is named, with what to add', async () => {
  const needs = await stated([{ url: '/v1/a' }, { url: '/v1/b', config: { needs: 'viewer' } }, { url: '/v1/c' }]); // prettier-ignore
  expect(() => needs.refuseUnstated()).toThrow(
    /do not state what they need: POST \/v1\/a; POST \/v1\/c\. Add @Needs\('viewer'\)/,
  );
});
