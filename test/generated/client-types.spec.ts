import type { OpenAPIObject } from '@nestjs/swagger';
import openapiTS, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';
import { apiDocument } from '../support/api-document.js';

const typesOfClient = '../../libs/client/src/api-types.ts';
const head =
  '/** Generated from /openapi.json by `npm run generate:client`; not to be edited. */\n\n';

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: unknown }> }>;
}
type Routes = Record<string, Record<string, Operation>>;

let document: OpenAPIObject;
/** The operations of each path by method; those of /metrics and /health, which are no part of the API, are left out. */
let routes: Routes;

beforeAll(async () => {
  document = await apiDocument();
  const all = Object.entries(document.paths as unknown as Routes);
  routes = Object.fromEntries(all.filter(([path]) => path.startsWith('/v1/')));
});

test('every good answer has a schema, or says by its status 204 that it has no body', () => {
  const bare: string[] = [];
  for (const [path, operations] of Object.entries(routes))
    for (const [method, { responses }] of Object.entries(operations))
      for (const [status, { content }] of Object.entries(responses))
        if (isGood(status) && status !== '204' && !describesBody(content))
          bare.push(`${method} ${path} ${status}`);
  expect(Object.keys(routes).length).toBeGreaterThan(50);
  expect(bare).toEqual([]);
});

test('the types of the client are those of the routes: `npm run generate:client` writes them', async () => {
  const nodes = await openapiTS(JSON.stringify({ ...document, paths: goodAnswersOnly() }), {
    defaultNonNullable: false,
    // A list of so many is a tuple: limits have two ends.
    arrayLength: true,
    transform: ({ format }) => (format === 'binary' ? blob : undefined),
  });
  const text = await prettier.format(`${head}${astToString(nodes)}`, await formatting());
  await expect(text).toMatchFileSnapshot(typesOfClient);
});

/** A body of bytes, as a browser and Node.js both have it. */
const blob = ts.factory.createTypeReferenceNode('Blob');

async function formatting(): Promise<prettier.Options> {
  return { ...(await prettier.resolveConfig(import.meta.filename)), parser: 'typescript' };
}

/** Every refusal has the one shape Problem, which the client throws: written at each route it is half of the file. */
function goodAnswersOnly(): Routes {
  const copy = structuredClone(routes);
  for (const operation of Object.values(copy).flatMap((operations) => Object.values(operations)))
    for (const status of Object.keys(operation.responses))
      if (!isGood(status)) delete operation.responses[status];
  return copy;
}

function isGood(status: string): boolean {
  return status.startsWith('2');
}

function describesBody(content: Operation['responses'][string]['content']): boolean {
  const bodies = Object.values(content ?? {});
  return bodies.length > 0 && bodies.every(({ schema }) => schema !== undefined);
}
