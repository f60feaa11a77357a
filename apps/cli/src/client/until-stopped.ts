/**
 * Runs `work` with a signal that Ctrl-C or SIGTERM aborts; being stopped so is a normal end. A second
 * Ctrl-C ends the process as usual.
 */
export async function untilStopped(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const abort = () => stop.abort(new Stopped());
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  try {
    await work(stop.signal);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    process.removeListener('SIGINT', abort);
    process.removeListener('SIGTERM', abort);
  }
}

class Stopped extends Error {
  constructor() {
    super('stopped by the user');
  }
}
