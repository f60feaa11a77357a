import type { AnalysisJob } from '#contracts';
import { send } from '../api/client.js';
import { duration } from '../words.js';
import { readOperator } from './operator.js';
import { Problem } from './told.js';
import { useAct } from './use-act.js';

/** How far a long job is, by its steps' words, and the way to cancel it. */
export function JobRunning(props: { job: AnalysisJob; words: Readonly<Record<string, string>> }) {
  const { job, words } = props;
  const { id, progress } = job;
  const { act, busy, problem } = useAct();
  const cancel = () => act(() => send('POST', `/v1/analyses/${id}/cancel`, { by: readOperator() }));
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
      <button
        type="button"
        className="button quiet-button"
        disabled={busy}
        onClick={() => void cancel()}
      >
        Cancel
      </button>
      <Problem text={problem} />
    </div>
  );
}
