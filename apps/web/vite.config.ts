import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

/** `npm run build:web` builds into dist/; the API serves it. The dev server forwards to a local API under
 * its own name, since the API lets only its own page change something. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  // Our own libs are read as they are written, as package.json's `imports` names them.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: { outDir: '../../dist/apps/web', emptyOutDir: true, target: 'es2022' },
  server: {
    host: '127.0.0.1',
    proxy: { '/v1': { target: 'http://127.0.0.1:8080', changeOrigin: false } },
  },
});
