/** The milliseconds between two questions whether a person has cancelled the job. */
const askEveryMs = 1_000;

/** The records that say whether a person wants a long job to end. */
export interface CancellableJobs {
  /** Tells whether a person wants it to end, or it is gone with its station. */
  shallStop(id: string): Promise<boolean>;
}

/** The reason with which the work of a cancelled job ends. */
export class Cancelled extends Error {
  constructor() {
    super('a person cancelled the job');
    this.name = 'Cancelled';
  }
}

/** Runs `work` with a signal that is aborted, by `Cancelled`, once the job shall stop. */
export async function untilCancelled<T>(
  jobs: CancellableJobs,
  id: string,
  work: (signal: AbortSignal) => Promise<T>,
  onTrouble: (error: unknown) => void,
): Promise<T> {
  const cancel = new AbortController();
  const ask = async () => {
    if (await jobs.shallStop(id)) cancel.abort(new Cancelled());
  };
  const asking = setInterval(() => void ask().catch(onTrouble), askEveryMs);
  try {
    return await work(cancel.signal);
  } finally {
    clearInterval(asking);
  }
}
