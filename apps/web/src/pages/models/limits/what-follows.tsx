import type { FalseAlarms, KnownShares, LimitsWhatIf } from '#contracts';
import { VerdictMark } from '../../../components/verdict-mark.js';
import { hashOf } from '../../../routing.js';
import { percent, plural, score, when } from '../../../words.js';

/** Says in words, with intervals, what the limits do and which verdicts would change. */
export function WhatFollows({ found }: { found: LimitsWhatIf }) {
  const { then } = found;
  return (
    <div className="what-follows" role="status" aria-live="polite">
      <p>
        <strong>Defect over {score(then.limits.reject)}:</strong> {alarms(then.falseAlarms.reject)}
      </p>
      <p>
        <strong>Review over {score(then.limits.warn)}:</strong> {alarms(then.falseAlarms.review)}
      </p>
      <Known name="known bad" shares={then.testSet.bad} from="test set" />
      <Known name="known good" shares={then.testSet.good} from="test set" />
      <Known name="known bad" shares={then.reviewed.bad} from="reviewed" />
      <Known name="known good" shares={then.reviewed.good} from="reviewed" />
      <Changes found={found} />
    </div>
  );
}

function alarms({ expectedRate, interval95: [low, high], over, parts }: FalseAlarms): string {
  return `at most ${percent(expectedRate)} of good parts expected (${percent(low)} to ${percent(high)}); ${over} of ${plural(parts, 'held-out part')} lie over it.`;
}

function Known({ name, shares, from }: { name: string; shares: KnownShares; from: string }) {
  const { known, defect, review, ok, notPassed95 } = shares;
  if (notPassed95 === null) return null;
  const [low, high] = notPassed95;
  return (
    <p>
      {plural(known, 'picture')} {name} ({from}): {defect} defect, {review} review, {ok} passed;
      with 95 % confidence {percent(low)} to {percent(high)} are not passed.
    </p>
  );
}

function Changes({ found: { inspections, changed, flips, frames } }: { found: LimitsWhatIf }) {
  if (inspections === 0)
    return <p className="quiet">No inspection by this model is among the last ones yet.</p>;
  if (changed === 0)
    return <p>None of the last {plural(inspections, 'inspection')} would change.</p>;
  return (
    <details>
      <summary>
        {changed.toLocaleString('en')} of the last {plural(inspections, 'inspection')} would change:{' '}
        {flips.map(({ from, to, count }) => `${count} from ${from} to ${to}`).join(', ')}
      </summary>
      <ul className="limits-changed">
        {frames.map(({ frameId, inspectedAt, score: value, from, to }) => (
          <li key={frameId}>
            <a href={hashOf({ page: 'frame', frame: frameId })}>{when(inspectedAt)}</a>{' '}
            {score(value)} <VerdictMark verdict={from} /> <span aria-label="becomes">→</span>{' '}
            <VerdictMark verdict={to} />
          </li>
        ))}
      </ul>
    </details>
  );
}
