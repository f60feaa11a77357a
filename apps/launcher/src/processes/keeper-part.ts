import { join } from 'node:path';
import { appEnvironment } from './child-environment.js';
import type { PartPlan } from './managed-process.js';

/** Returns the process that ends what is left when this launcher is killed. */
export function keeperPart(runFile: string, env: NodeJS.ProcessEnv): PartPlan {
  return {
    name: 'keeper',
    url: null,
    command: {
      program: process.execPath,
      args: [join(import.meta.dirname, 'keeper.js'), runFile],
      env: appEnvironment(env, 'keeper'),
      seesOurEnd: true,
    },
    ready: () => Promise.resolve(true),
    readyMs: 5_000,
    stopSignal: 'SIGTERM',
    stopMs: 5_000,
  };
}
