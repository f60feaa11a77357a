import type { Log } from '../log/log.js';

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

/** The milliseconds within which a process whose launcher was killed has to be gone. */
const orphanMs = 8_000;

/**
 * Runs the steps in order on SIGTERM or SIGINT (stop taking, finish what is in hand, close connections), then
 * ends the process, with exit code 0 when all went well. A second signal ends it at once. A process that
 * a launcher started does the same when the launcher is gone, with less time; one that was started by
 * hand has no launcher to miss.
 */
export function shutDownOnSignals(
  steps: readonly ShutdownStep[],
  deadlineMs: number,
  log: Log,
): void {
  let stopping = false;
  const stop = (reason: string, withinMs: number) => {
    stopping = true;
    log.info(`${reason}: shutting down, at most ${withinMs} ms`);
    void runSteps(steps, withinMs, log).then((well) => process.exit(well ? 0 : 1));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => (stopping ? process.exit(1) : stop(signal, deadlineMs)));
  // The channel to the launcher ends with it, whatever ended it.
  if (process.channel)
    process.once('disconnect', () => {
      if (!stopping) stop('the launcher is gone', Math.min(deadlineMs, orphanMs));
    });
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
