import { AnalysisJobs } from '#storage';

/** How often the records are asked whether a person has cancelled the job. */
const askEveryMs = 1_000;

/** The reason with which the work of a cancelled analysis ends. */
export class Cancelled extends Error {
  constructor() {
    super('a person cancelled the analysis');
    this.name = 'Cancelled';
  }
}

/** Runs `work` with a signal that is aborted, by `Cancelled`, once the job shall stop. */
export async function untilCancelled<T>(
  jobs: Pick<AnalysisJobs, 'shallStop'>,
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
