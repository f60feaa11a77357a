import type { Analysis } from '#contracts';
import { api } from '../api/client.js';
import { duration } from '../words.js';
import { CancelJob } from './cancel-job.js';

/** Shows how far a long job is, by its steps' words, and the way to cancel it. */
export function JobRunning(props: { job: Analysis; words: Readonly<Record<string, string>> }) {
  const { job, words } = props;
  const { id, progress } = job;
  return (
    <div className="map-running" aria-live="polite">
      {progress === null ? (
        <progress aria-label="waiting for the calibrator" />
      ) : (
        <progress value={progress.done} max={Math.max(1, progress.of)} aria-label="computed" />
      )}
      <span>
        {progress === null
          ? 'waiting for the calibrator'
          : `${words[progress.step] ?? progress.step}: ${Math.round((100 * progress.done) / Math.max(1, progress.of))} %`}
        {progress?.etaSeconds != null && `, ${duration(1000 * progress.etaSeconds)} left`}
      </span>
      <CancelJob
        key={id}
        cancel={(body) =>
          api.post('/v1/analyses/{analysis}/cancel', { path: { analysis: id }, body })
        }
      />
    </div>
  );
}
