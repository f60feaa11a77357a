import type { Calibration, ScreeningSummary } from '#contracts';
import { api } from '../../api/client.js';
import { CancelJob } from '../../components/cancel-job.js';
import { hashOfTab } from '../../routing.js';
import { plural } from '../../words.js';
import { findingWords } from '../quarantine/finding-words.js';

const stepWords: Record<string, string> = {
  decode: 'reading the pictures',
  embed: 'looking at the pictures',
  screen: 'looking for bad ones among them',
  bank: 'choosing what to remember',
  'held-out': 'scoring parts it has not learned from',
  'second-embed': 'looking at the pictures once more, smaller',
  'second-bank': 'choosing what to remember of the smaller ones',
  'second-held-out': 'scoring the smaller ones of parts it has not learned from',
  limits: 'setting the limits',
  store: 'storing the model',
};

/** Shows how far a calibration is, with the way to cancel it, and what it made. */
export function CalibrationProgress({ calibration }: { calibration: Calibration }) {
  const { id, state, progress, failure } = calibration;
  if (failure !== null)
    return (
      <p className="problem">
        The calibration failed: {failure.detail} <code>{failure.code}</code>
      </p>
    );
  if (state === 'done') return <Made calibration={calibration} />;
  if (state === 'cancelled')
    return <p className="quiet">The calibration was cancelled; nothing has changed.</p>;
  return (
    <div aria-live="polite">
      {progress === null ? (
        <progress aria-label="waiting for the calibrator" />
      ) : (
        <progress value={progress.done} max={Math.max(1, progress.of)} />
      )}
      {progress !== null && (
        <p>
          {stepWords[progress.step] ?? progress.step}: {progress.done} of {progress.of}
        </p>
      )}
      <CancelJob
        key={id}
        cancel={(body) =>
          api.post('/v1/calibrations/{calibration}/cancel', { path: { calibration: id }, body })
        }
      />
    </div>
  );
}

const activationWords: Record<NonNullable<Calibration['activation']>, string | null> = {
  done: null,
  waiting: 'It waits for a second person.',
  withdrawn: 'Its activation was withdrawn.',
  'test-set-misses':
    'It passes bad test pictures that the active model catches, and stays a candidate.',
  'rehearsal-needed': 'It must be rehearsed before it goes to work.',
};

function Made({ calibration }: { calibration: Calibration }) {
  const { stationId, activation, certificate } = calibration;
  const screening = certificate?.screening ?? null;
  const held = activation === null ? 'It is a candidate.' : activationWords[activation];
  return (
    <div aria-live="polite">
      <p className="success">✓ The new model is made.</p>
      {held !== null && (
        <p>
          {held} <a href={hashOfTab(stationId, 'models')}>Rehearse it or put it to work</a>
        </p>
      )}
      {screening !== null && <SetAside station={stationId} screening={screening} />}
    </div>
  );
}

function SetAside({ station, screening }: { station: string; screening: ScreeningSummary }) {
  const { setAside, looked, byReason, expectedMissed } = screening;
  const reasons = Object.entries(byReason).map(
    ([reason, count]) => `${findingWords[reason as keyof typeof byReason]} (${count})`,
  );
  return (
    <p>
      {setAside === 0
        ? `None of the ${plural(looked, 'picture')} was set aside.`
        : `${plural(setAside, 'picture')} of ${looked} set aside: ${reasons.join(', ')}. `}
      {setAside > 0 && <a href={hashOfTab(station, 'quarantine')}>Decide on them</a>}
      {expectedMissed !== null && <small> {expectedMissed.because}</small>}
    </p>
  );
}
