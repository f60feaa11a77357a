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

/** Short addresses to type at a screen on the shop floor; the page itself keeps what it shows behind its `#`. */
function addShortAddresses(page: FastifyInstance): void {
  page.get<{ Params: { station: string } }>('/line/:station', ({ params }, reply) =>
    reply.redirect(`/#/line/${encodeURIComponent(params.station)}/full`),
  );
  page.get('/wall', (_request, reply) => reply.redirect('/#/wall'));
}

async function addPage(page: FastifyInstance, folder: string): Promise<void> {
  addShortAddresses(page);
  if (existsSync(join(folder, 'index.html'))) {
    await page.register(fastifyStatic, { root: folder, wildcard: false, decorateReply: false });
    return;
  }
  page.get('/', (_request, reply) =>
    reply.type('text/plain').send('The page is not built: run "npm run build:web". API: /docs\n'),
  );
}
