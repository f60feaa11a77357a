import { isErrorCode, type JobState, TouchstoneError } from '#contracts';
import { pause } from './pause.js';

const pollMs = 250;

/** A long job of the service: a calibration, a rehearsal, an analysis. */
export interface LongJob {
  readonly state: JobState;
  readonly failure: { readonly code: string; readonly detail: string } | null;
}

/** The person who cancels the job once the signal is aborted. */
export interface Stopping {
  readonly by: string;
  readonly signal: AbortSignal;
}

export interface Following<J> {
  /** The job's name in a message, such as `calibration`. */
  readonly what: string;
  read(): Promise<J>;
  /** Has the service end the job. */
  cancel(by: string): Promise<unknown>;
  readonly onProgress: (now: J) => void;
  /** The way to stop; without it the job goes on whatever becomes of this process. */
  readonly stopping?: Stopping | undefined;
}

/**
 * Follows a job to its end; has it cancelled when the signal is aborted.
 * @throws TouchstoneError with the failure it ended in; too-late-to-cancel; the signal's reason.
 */
export async function followJob<J extends LongJob>(following: Following<J>): Promise<J> {
  const { what, onProgress, stopping } = following;
  for (;;) {
    const now = await following.read();
    onProgress(now);
    if (now.state === 'done') return now;
    if (now.state === 'failed') throw failureOf(what, now.failure);
    if (now.state === 'cancelled')
      throw new TouchstoneError('cancelled', `The ${what} was cancelled.`);
    if (stopping?.signal.aborted) await following.cancel(stopping.by);
    stopping?.signal.throwIfAborted();
    await pause(pollMs);
  }
}

/** Returns the failure with the code that the service gives, where this side knows it. */
export function failureOf(what: string, failure: LongJob['failure']): TouchstoneError {
  const { code, detail } = failure ?? { code: 'internal', detail: 'it was not said why' };
  return new TouchstoneError(
    isErrorCode(code) ? code : 'internal',
    `The ${what} failed: ${detail}`,
  );
}
