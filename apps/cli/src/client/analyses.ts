import type { ApiClient } from '#client';
import type { Analysis } from '#contracts';
import { followJob, type Stopping } from './follow-job.js';

/**
 * Follows a long job on a station's embeddings to its end; cancels it when the signal is aborted.
 * @throws TouchstoneError with the failure it ended in; the signal's reason.
 */
export function followAnalysis(
  api: ApiClient,
  { id }: Analysis,
  stopping: Stopping,
  onProgress: (now: Analysis) => void = () => undefined,
): Promise<Analysis> {
  const path = { analysis: id };
  return followJob<Analysis>({
    what: 'analysis',
    read: () => api.get('/v1/analyses/{analysis}', { path }),
    cancel: (by) => api.post('/v1/analyses/{analysis}/cancel', { path, body: { by } }),
    onProgress,
    stopping,
  });
}
