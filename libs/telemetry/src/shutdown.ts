import type { Log } from './log.js';

export interface ShutdownStep {
  name: string;
  run: () => Promise<unknown>;
}

/**
 * Runs the steps one after the other, each whatever became of the one before, until the deadline.
 * Returns whether all of them ended well and in time.
 */
export async function runSteps(
  steps: readonly ShutdownStep[],
  deadlineMs: number,
  log: Log,
): Promise<boolean> {
  const giveUpAt = Date.now() + deadlineMs;
  let well = true;
  for (const step of steps) {
    const ended = await runStep(step, giveUpAt - Date.now(), log);
    well = ended && well;
  }
  return well;
}

/**
 * On SIGTERM or SIGINT: the steps in order (stop taking, finish what is in hand, close connections), then
 * the end of the process, with exit code 0 when all went well. A second signal ends it at once.
 */
export function shutDownOnSignals(
  steps: readonly ShutdownStep[],
  deadlineMs: number,
  log: Log,
): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info(`${signal}: shutting down, at most ${deadlineMs} ms`);
    void runSteps(steps, deadlineMs, log).then((well) => process.exit(well ? 0 : 1));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function runStep(step: ShutdownStep, leftMs: number, log: Log): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the deadline came first')), Math.max(leftMs, 1));
  });
  try {
    await Promise.race([step.run(), late]);
    return true;
  } catch (error) {
    log.error({ err: error }, `shutdown step "${step.name}" did not end`);
    return false;
  } finally {
    clearTimeout(timer);
  }
}
