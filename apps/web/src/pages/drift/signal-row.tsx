import type { DriftSignal, DriftStatus } from '#contracts';
import { plural, when } from '../../words.js';

const signalWords: Record<DriftSignal, string> = {
  scores: 'Scores of good parts',
  'alarm-rate': 'Alarm rate of the line',
  focus: 'Focus',
  exposure: 'Exposure',
  colour: 'Colour',
  shift: 'Place in the picture',
  embedding: 'What the parts look like',
};

/** Shows one watched signal: how much of the way to its alarm it has gone, and what that means. */
export function SignalRow({ signal }: { signal: DriftStatus }) {
  const { statistic, threshold, drifting, text, since, parts } = signal;
  const share = threshold > 0 ? Math.min(1, Math.max(0, statistic / threshold)) : 0;
  return (
    <li className={`signal ${drifting ? 'drifting' : ''}`}>
      <p>
        <strong>{signalWords[signal.signal]}</strong>
        <span className="signal-state">{drifting ? 'drifts' : 'steady'}</span>
      </p>
      <div
        className="signal-track"
        role="img"
        aria-label={`${Math.round(share * 100)} % of the way to an alarm`}
      >
        <span className="signal-fill" style={{ width: `${share * 100}%` }} />
      </div>
      <p className="quiet">
        {text}
        {since !== null && ` Since ${when(since)}.`}
        <small>
          {' '}
          {figure(statistic)} of {figure(threshold)}, {plural(parts, 'part')} seen
        </small>
      </p>
    </li>
  );
}

function figure(value: number): string {
  return String(Number(value.toPrecision(3)));
}
