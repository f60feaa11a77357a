import type { PeriodShare, PeriodReport } from '#contracts';
import { percent, plural } from '../../words.js';

/** Shows the rates of the period, each with its exact interval, against what was promised. */
export function PromiseKept({ report }: { report: PeriodReport }) {
  const { defects, reviews, falseAlarms, frames, promise } = report;
  const all = frames.ok + frames.review + frames.defect + frames.invalid;
  return (
    <section aria-label="Rates">
      <h2>Rates against the promise</h2>
      <p>
        {plural(defects.of, 'part')} in {plural(all, 'frame')}; each counts once, with its worst
        verdict.
      </p>
      <div className="table-frame">
        <table className="report-rates">
          <thead>
            <tr>
              <th>Share of parts</th>
              <th className="number">Count</th>
              <th className="number">Share</th>
              <th className="number">95 % interval</th>
            </tr>
          </thead>
          <tbody>
            <Rate name="called defect" share={defects} />
            <Rate name="put to review" share={reviews} />
            <Rate name="called defect, and good as people say" share={falseAlarms} />
          </tbody>
        </table>
      </div>
      <p className={verdictOn(report).kind}>{verdictOn(report).text}</p>
      {promise.expectedRate !== null && promise.interval95 !== null && (
        <p className="quiet">
          Model {promise.modelVersion} promises that at most {percent(promise.expectedRate)} of good
          parts are called defect ({percent(promise.interval95[0])} to{' '}
          {percent(promise.interval95[1])}); the budget is {percent(promise.budget)}. What is called
          defect beyond that are defects, or parts that changed.
        </p>
      )}
    </section>
  );
}

function Rate({
  name,
  share: { count, of, share, interval95 },
}: {
  name: string;
  share: PeriodShare;
}) {
  return (
    <tr>
      <td>{name}</td>
      <td className="number">
        {count.toLocaleString('en')} of {of.toLocaleString('en')}
      </td>
      <td className="number">{share === null ? '–' : percent(share)}</td>
      <td className="number">
        {share === null ? '–' : `${percent(interval95[0])} to ${percent(interval95[1])}`}
      </td>
    </tr>
  );
}

/** Says whether the share called defect can be the promised false alarms alone. */
function verdictOn({ defects, promise }: PeriodReport): { kind: string; text: string } {
  const upper = promise.interval95?.[1] ?? promise.budget;
  if (defects.share === null) return { kind: 'quiet', text: 'No part could be judged.' };
  if (defects.interval95[0] > upper)
    return {
      kind: 'note',
      text: `More is called defect than the promise alone explains: ${percent(defects.share)} against ${percent(upper)} at most. Either there were defects, or good parts look otherwise now.`,
    };
  return { kind: 'success', text: '✓ No more is called defect than the promise explains.' };
}
