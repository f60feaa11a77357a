import {
  analysisJob,
  type Analysis,
  analysisMap,
  type AnalysisMap,
  type AnalysisRequest,
} from '#contracts';
import type { ApiClient } from './api-client.js';
import { followJob } from './follow-job.js';

/** The part of the API that runs long jobs on a station's embeddings. */
export class AnalysisClient {
  constructor(private readonly api: ApiClient) {}

  request(station: string, asked: AnalysisRequest): Promise<Analysis> {
    return this.api.post(analysisJob, `/v1/stations/${station}/analyses`, asked);
  }

  /**
   * Follows a job to its end; cancels it when the signal is aborted.
   * @throws TouchstoneError with the failure it ended in; the signal's reason.
   */
  follow(
    { id }: Analysis,
    by: string,
    signal: AbortSignal,
    onProgress: (now: Analysis) => void,
  ): Promise<Analysis> {
    const following = { what: 'analysis', path: `/v1/analyses/${id}`, onProgress };
    return followJob(this.api, analysisJob, { ...following, stopping: { by, signal } });
  }

  map(id: string): Promise<AnalysisMap> {
    return this.api.get(analysisMap, `/v1/analyses/${id}/map`);
  }
}
