/** Runs one benchmark: `run-one.mjs <file.bench.ts> <answer.json> [--quick]`. */
import { writeFileSync } from 'node:fs';
import { runnerImport } from 'vite';

const [file, answer, ...options] = process.argv.slice(2);
const conditions = ['source', 'node', 'import', 'default'];
const { module } = await runnerImport(file, {
  configFile: false,
  logLevel: 'warn',
  resolve: { conditions, externalConditions: ['node', 'import', 'default'] },
  ssr: { resolve: { conditions } },
});
const figures = await module.default.run({ quick: options.includes('--quick') });
writeFileSync(answer, JSON.stringify(figures));
// A benchmark's servers and native threads must not keep the process.
process.exit(0);
