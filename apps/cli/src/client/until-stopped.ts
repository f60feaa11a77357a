/**
 * Runs `work` with a signal that Ctrl-C or SIGTERM aborts, or the end of a process that started us and holds
 * a channel to us; being stopped so is a normal end. A second
 * Ctrl-C ends the process as usual.
 */
export async function untilStopped(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const abort = () => stop.abort(new Stopped());
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  if (process.channel) process.once('disconnect', abort);
  try {
    await work(stop.signal);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    process.removeListener('SIGINT', abort);
    process.removeListener('SIGTERM', abort);
    process.removeListener('disconnect', abort);
  }
}

/**
 * Runs the same for a job of the service that stopping cancels: then it says so on standard error, and the exit code is
 * 130. `what` names it: `calibration`.
 */
export async function cancellable(
  what: string,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  let stopped = false;
  await untilStopped(async (signal) => {
    try {
      await work(signal);
    } catch (error) {
      stopped = error instanceof Stopped;
      throw error;
    }
  });
  if (!stopped) return;
  process.stderr.write(`Stopped: the service was asked to cancel the ${what}.\n`);
  process.exitCode = 130;
}

class Stopped extends Error {
  constructor() {
    super('stopped by the user');
  }
}
