import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.js';

/** Statistical proofs, which `npm run studies` runs with all their draws: test/support/study.ts. */
const tags = [{ name: 'study', timeout: 600_000 }];

const shared = {
  resolve: { conditions: ['source', 'node'] },
  ssr: { resolve: { conditions: ['source', 'node'] } },
  // What vitest itself runs, such as the start of the servers, is the code of the checkout too and not an earlier build.
  environments: { __vitest__: { resolve: { conditions: ['source', 'node'] } } },
};

/** What must come is waited for longer than vitest's one second: a busy machine is no fault of the code. */
const waiting = { expect: { poll: { timeout: 120_000 } } };

/** Medium files that need a process of their own: TensorFlow has one backend a process, and it is another one here. */
const ownProcess = [
  'test/medium/embedding/layers-wasm.spec.ts',
  'test/medium/embedding/onnx-beside-wasm.spec.ts',
  'test/medium/memory-bank/wasm.spec.ts',
];

/** Vitest leaves one core to itself, which would be half of a machine with two. */
const workers = availableParallelism();

const medium = {
  globalSetup: ['test/support/services/start-servers.ts'],
  pool: 'forks' as const,
  testTimeout: 600_000,
  hookTimeout: 600_000,
};

/**
 * Three tiers, named by what is real: see CONTRIBUTING.md; and a gate, which holds what is generated against its source.
 * The time limits end what hangs; they are no measure of speed, and long enough for a machine that does five other things.
 */
export default defineConfig({
  test: {
    tags,
    maxWorkers: workers,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...shared,
        test: {
          ...waiting,
          name: 'small',
          include: ['apps/**/*.spec.ts', 'libs/**/*.spec.ts', 'scripts/**/*.spec.ts'],
          pool: 'forks',
          // The files of this tier share their process, so that each lib is read once and not once a file; what a
          // test changes of it is put back after the test.
          isolate: false,
          restoreMocks: true,
          unstubEnvs: true,
          unstubGlobals: true,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'generated',
          include: ['test/generated/**/*.spec.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          ...waiting,
          ...medium,
          name: 'medium',
          include: ['test/medium/**/*.spec.ts'],
          exclude: ownProcess,
          // As in the small tier: what a file needs of the code is read by the file before it, as a rule.
          isolate: false,
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
      {
        ...shared,
        test: { ...waiting, ...medium, name: 'medium-own-process', include: ownProcess },
      },
      {
        ...shared,
        test: {
          ...waiting,
          name: 'e2e',
          include: ['test/e2e/**/*.spec.ts'],
          pool: 'forks',
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
