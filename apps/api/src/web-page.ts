import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Serves the built web app at `/`. Not built yet: a plain line at `/` says how to build it. No file of it needs a key. */
export async function servePage(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(async (page) => {
    page.addHook('onRoute', (route) => {
      route.config = { ...route.config, public: true };
    });
    await addPage(page, folder);
  });
}

async function addPage(page: FastifyInstance, folder: string): Promise<void> {
  if (existsSync(join(folder, 'index.html'))) {
    await page.register(fastifyStatic, { root: folder, wildcard: false, decorateReply: false });
    return;
  }
  page.get('/', (_request, reply) =>
    reply.type('text/plain').send('The page is not built: run "npm run build:web". API: /docs\n'),
  );
}
