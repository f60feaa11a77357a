import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { createLog } from '#telemetry';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { buildDocument } from '../../apps/api/src/openapi/document.js';
import { readSettings } from '../../apps/api/src/settings.js';

const nowhere = { REDIS_URL: 'redis://127.0.0.1:1', DATABASE_URL: 'postgres://127.0.0.1:1/none' };

/**
 * Returns /openapi.json as the API would serve it, read from the controllers alone: Nest's preview makes nothing of
 * them, so that neither Redis nor PostgreSQL is needed.
 */
export async function apiDocument(): Promise<OpenAPIObject> {
  const module = ApiModule.forRoot(readSettings(nowhere), createLog('api', 'silent'));
  const options = { preview: true, logger: false } as const;
  return buildDocument(await NestFactory.create(module, new FastifyAdapter(), options));
}
