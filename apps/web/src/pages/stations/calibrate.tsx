import { useState } from 'react';
import type { Calibration, Station } from '#contracts';
import { send, sentenceOf } from '../../api/client.js';
import { withCalibration } from '../../live/live-state.js';
import { useLive, useLiveLine } from '../../live/use-live.js';

/** The same number as `fewestNormals` of the contracts; the API is the judge. */
const fewest = 10;

/** Asks for a calibration and shows how far it is. */
export function Calibrate({ station }: { station: Station }) {
  const line = useLiveLine();
  const calibration = useLive().calibrations[station.id];
  const [problem, setProblem] = useState<string | null>(null);
  const missing = fewest - station.normals;
  const running = calibration?.state === 'queued' || calibration?.state === 'running';
  const request = async () => {
    try {
      const path = `/v1/stations/${station.id}/calibrations`;
      const asked = await send<Calibration>('POST', path, { activate: true });
      line.change((state) => withCalibration(state, asked));
      setProblem(null);
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <section className="calibrate">
      <p>
        {missing > 0
          ? `${missing} more are needed before it can learn; a hundred make a promise of 1 %.`
          : 'Learning makes a new model from all of them, and puts it to work.'}
      </p>
      <button
        type="button"
        className="button"
        disabled={missing > 0 || running}
        onClick={() => void request()}
      >
        {running ? 'Calibrating…' : 'Calibrate'}
      </button>
      {problem !== null && <p className="problem">{problem}</p>}
      {calibration !== undefined && <Progress calibration={calibration} />}
    </section>
  );
}

const stepWords: Record<string, string> = {
  decode: 'reading the pictures',
  embed: 'looking at the pictures',
  bank: 'choosing what to remember',
  'held-out': 'scoring parts it has not learned from',
  limits: 'setting the limits',
  store: 'storing the model',
};

function Progress({ calibration: { state, progress, failure } }: { calibration: Calibration }) {
  if (failure !== null)
    return (
      <p className="problem">
        The calibration failed: {failure.detail} <code>{failure.code}</code>
      </p>
    );
  if (state === 'done') return <p className="success">✓ The new model is made.</p>;
  if (progress === null) return <progress aria-label="waiting for the calibrator" />;
  return (
    <div aria-live="polite">
      <progress value={progress.done} max={Math.max(1, progress.of)} />
      <p>
        {stepWords[progress.step] ?? progress.step}: {progress.done} of {progress.of}
      </p>
    </div>
  );
}
