import type { Inspection, Verdict } from '#contracts';
import { tallyOf } from '../../live/tally.js';
import { VerdictShape } from '../../components/verdict-mark.js';
import { percent, plural, verdictWords } from '../../words.js';

/** Shows how many of the last frames got which verdict. */
export function TallyLine({ inspections }: { inspections: readonly Inspection[] }) {
  const tally = tallyOf(inspections, Date.now());
  const verdicts = (['ok', 'review', 'defect', 'invalid'] as const).filter(
    (verdict) => verdict !== 'invalid' || tally.byVerdict.invalid > 0,
  );
  return (
    <div className="tally">
      <p>
        Last {plural(tally.frames, 'frame')}
        <small>{plural(tally.lastMinute, 'frame')} in the last minute</small>
      </p>
      {verdicts.map((verdict) => (
        <Count key={verdict} verdict={verdict} count={tally.byVerdict[verdict]} of={tally.frames} />
      ))}
    </div>
  );
}

function Count({ verdict, count, of }: { verdict: Verdict; count: number; of: number }) {
  return (
    <p className={`tally-count ${verdict}`}>
      <VerdictShape verdict={verdict} />
      <strong>{count}</strong>
      <small>
        {verdictWords[verdict]} · {percent(of === 0 ? 0 : count / of)}
      </small>
    </p>
  );
}
