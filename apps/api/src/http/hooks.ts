import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '#telemetry';
import type { Settings } from '../settings.js';
import type { AccessGuard } from './access/access.guard.js';
import { SiteGuard } from './access/site-guard.js';
import { readImageBodies } from './bodies.js';
import { WorkBudget, workLimits } from './work-budget.js';
import { securityHeaders } from './security-headers.js';

/** Files of one multipart request at most, and fields beside them. */
export const mostFiles = 16;
const mostFields = 10;

/** Adds everything that happens to every request before and after its controller. */
export async function addHooks(
  server: FastifyInstance,
  settings: Settings,
  metrics: Metrics,
  access: AccessGuard,
): Promise<void> {
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(securityHeaders);
    done();
  });
  await server.register(cookie);
  new SiteGuard(settings.allowedHosts).guard(server);
  access.guard(server);
  new WorkBudget(workLimits(settings.maxBytes)).guard(server);
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    metrics.declared.requestSeconds.observe(labels, reply.elapsedTime / 1000);
    done();
  });
  await readBodies(server, settings);
}

/** An image stays the one buffer it arrived in; a multipart body is read part by part. */
async function readBodies(server: FastifyInstance, settings: Settings): Promise<void> {
  readImageBodies(server, settings.maxBytes);
  await server.register(multipart, {
    limits: { fileSize: settings.maxBytes, files: mostFiles, fields: mostFields, fieldSize: 1_000 },
  });
}
