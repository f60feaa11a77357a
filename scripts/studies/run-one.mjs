/** Runs one study of test/studies from its source: `run-one.mjs <name> ...`. */
import path from 'node:path';
import { createServer } from 'vite';
import { root } from '../setup/paths.mjs';

const conditions = ['source', 'node', 'import', 'default'];
const vite = await createServer({
  configFile: false,
  root,
  logLevel: 'warn',
  appType: 'custom',
  cacheDir: path.join(root, 'node_modules', '.cache', 'studies'),
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, hmr: false, ws: false },
  ssr: { resolve: { conditions, externalConditions: ['node', 'import', 'default'] } },
});
const { runStudy } = await vite.ssrLoadModule('/test/studies/main.ts');
process.exitCode = await runStudy(process.argv.slice(2));
// What a study loads while it runs is read by this too.
await vite.close();
