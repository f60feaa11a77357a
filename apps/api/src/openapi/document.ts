import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { liveEvent, problem } from '#contracts';
import { sessionCookie } from '../http/access/session-cookie.js';
import { describeNeeds } from './described-needs.js';
import { describeWhatIsNotJson } from './raw-answers.js';

/** Builds the OpenAPI 3.1 document, from the routes and the same zod schemas that check them. */
export function buildDocument(app: INestApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Touchstone')
    .setDescription('Visual quality inspection that learns from good parts only.')
    .setVersion('1')
    .addBearerAuth()
    .addApiKey({ type: 'apiKey', name: 'X-Api-Key', in: 'header' }, 'key')
    .addCookieAuth(sessionCookie, { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurityRequirements('session')
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('key')
    .addSecurityRequirements({})
    .build();
  const document = SwaggerModule.createDocument(app, description);
  document.components ??= {};
  document.components.schemas = {
    ...document.components.schemas,
    Problem: plain(problem),
    LiveEvent: plain(liveEvent),
  };
  describeWhatIsNotJson(document);
  describeNeeds(document);
  return document;
}

const documentRoutes = /^\/(openapi\.json|docs(\/.*)?)$/;

/** Says of the documentation's routes, by their patterns, that they need no key. Before `serveDocument`. */
export function openDocument(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    if (documentRoutes.test(route.url)) route.config = { ...route.config, public: true };
  });
}

/** Serves `/openapi.json`, and the page `/docs` from files of our own: it works without the internet. */
export function serveDocument(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => buildDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Touchstone API',
  });
}

/** The schema of a shape that no route answers with, and that therefore stands nowhere in the document. */
function plain(schema: z.ZodType): Record<string, unknown> {
  const shape = Object.entries(z.toJSONSchema(schema, { override: asNestWritesTuples }));
  return Object.fromEntries(shape.filter(([name]) => name !== '$schema'));
}

/** A tuple is a list of so many, one spelling in the whole document. */
function asNestWritesTuples({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { prefixItems } = jsonSchema;
  if (prefixItems === undefined) return;
  delete jsonSchema.prefixItems;
  jsonSchema.items = { anyOf: prefixItems.filter((one) => typeof one !== 'boolean') };
  jsonSchema.minItems = prefixItems.length;
  jsonSchema.maxItems = prefixItems.length;
}
