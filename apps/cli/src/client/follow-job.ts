import { isErrorCode, type JobState, TouchstoneError } from '#contracts';
import type { z } from 'zod';
import { pause } from './send.js';

const pollMs = 250;

/** A long job of the service: a calibration, a rehearsal, an analysis. */
export interface LongJob {
  readonly state: JobState;
  readonly failure: { readonly code: string; readonly detail: string } | null;
}

/** The part of the API that following needs. */
export interface JobApi {
  get<T extends z.ZodType>(shape: T, path: string): Promise<z.infer<T>>;
  post<T extends z.ZodType>(shape: T, path: string, body: unknown): Promise<z.infer<T>>;
}

/** Who cancels the job once the signal is aborted. */
export interface Stopping {
  readonly by: string;
  readonly signal: AbortSignal;
}

export interface Following<J> {
  /** As a message names it: `calibration`. */
  readonly what: string;
  readonly path: string;
  readonly onProgress: (now: J) => void;
  /** Without it the job goes on whatever becomes of this process. */
  readonly stopping?: Stopping | undefined;
}

/**
 * Follows a job to its end; has it cancelled when the signal is aborted.
 * @throws TouchstoneError with the failure it ended in; too-late-to-cancel; the signal's reason.
 */
export async function followJob<J extends LongJob>(
  api: JobApi,
  shape: z.ZodType<J>,
  { what, path, onProgress, stopping }: Following<J>,
): Promise<J> {
  for (;;) {
    const now = await api.get(shape, path);
    onProgress(now);
    if (now.state === 'done') return now;
    if (now.state === 'failed') throw failureOf(what, now.failure);
    if (now.state === 'cancelled')
      throw new TouchstoneError('cancelled', `The ${what} was cancelled.`);
    if (stopping?.signal.aborted) await api.post(shape, `${path}/cancel`, { by: stopping.by });
    stopping?.signal.throwIfAborted();
    await pause(pollMs);
  }
}

/** With the code that the service gives, where this side knows it. */
export function failureOf(what: string, failure: LongJob['failure']): TouchstoneError {
  const { code, detail } = failure ?? { code: 'internal', detail: 'it was not said why' };
  return new TouchstoneError(
    isErrorCode(code) ? code : 'internal',
    `The ${what} failed: ${detail}`,
  );
}
