import {
  analysisJob,
  type AnalysisJob,
  analysisMap,
  type AnalysisMap,
  type AnalysisRequest,
  TouchstoneError,
} from '#contracts';
import type { ApiClient } from './api-client.js';
import { pause } from './send.js';

const pollMs = 250;

/** The part of the API that runs long jobs on a station's embeddings. */
export class AnalysisClient {
  constructor(private readonly api: ApiClient) {}

  request(station: string, asked: AnalysisRequest): Promise<AnalysisJob> {
    return this.api.post(analysisJob, `/v1/stations/${station}/analyses`, asked);
  }

  /**
   * Follows a job to its end; cancels it when the signal is aborted.
   * @throws TouchstoneError with the failure it ended in; the signal's reason.
   */
  async follow(
    { id }: AnalysisJob,
    by: string,
    signal: AbortSignal,
    onProgress: (now: AnalysisJob) => void,
  ): Promise<AnalysisJob> {
    for (;;) {
      const now = await this.api.get(analysisJob, `/v1/analyses/${id}`);
      onProgress(now);
      if (now.state === 'done') return now;
      if (now.endedAt !== null)
        throw new TouchstoneError(
          'internal',
          `The analysis ${now.state === 'failed' ? `failed: ${now.failure?.detail}` : 'was cancelled.'}`,
        );
      if (signal.aborted) await this.api.post(analysisJob, `/v1/analyses/${id}/cancel`, { by });
      signal.throwIfAborted();
      await pause(pollMs);
    }
  }

  map(id: string): Promise<AnalysisMap> {
    return this.api.get(analysisMap, `/v1/analyses/${id}/map`);
  }
}
