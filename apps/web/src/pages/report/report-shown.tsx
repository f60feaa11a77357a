import type { PeriodReport } from '#contracts';
import { actionWords, detailWords } from '../../components/audit-words.js';
import { runsOf } from '../../components/audit-runs.js';
import { plural, verdictWords, when } from '../../words.js';
import { FamilyPareto } from './family-pareto.js';
import { PromiseKept } from './promise-kept.js';
import { PChart } from './p-chart.js';

/** Shows the figures of a report, the promise first. */
export function ReportShown({ report }: { report: PeriodReport }) {
  const { frames, defects } = report;
  if (defects.of === 0 && frames.invalid === 0)
    return <p className="lead">Nothing was inspected in these days.</p>;
  return (
    <div className="report">
      <PromiseKept report={report} />
      <PChart chart={report.chart} />
      <FamilyPareto families={report.families} />
      <Answers report={report} />
      <Camera report={report} />
      <Changes report={report} />
    </div>
  );
}

function Answers({ report: { answers, people } }: { report: PeriodReport }) {
  return (
    <section>
      <h2>Answers</h2>
      {answers.length === 0 && <p className="quiet">Nobody answered a frame.</p>}
      {answers.length > 0 && (
        <ul className="report-list">
          {answers.map(({ verdict, answer, count }) => (
            <li key={`${verdict} ${answer}`}>
              {plural(count, 'frame')} called {verdictWords[verdict]} by Touchstone:{' '}
              <strong>{answer}</strong> said people
              {verdict === 'ok' && answer === 'defect' && ' (passed, and should not have)'}
            </li>
          ))}
          <li className="quiet">
            {people.map(({ by, answers: count }) => `${by} ${count}`).join(', ')}
          </li>
        </ul>
      )}
    </section>
  );
}

function Camera({ report: { camera, challenges } }: { report: PeriodReport }) {
  return (
    <section>
      <h2>Camera and golden parts</h2>
      <p>
        {camera.length === 0
          ? 'The camera was never at fault.'
          : `Camera faults: ${camera.map(({ cause, frames }) => `${plural(frames, 'frame')} ${cause}`).join(', ')}.`}{' '}
        {challenges.passed + challenges.failed > 0 &&
          `Challenges: ${challenges.passed} passed, ${challenges.failed} failed.`}
      </p>
    </section>
  );
}

function Changes({ report: { changes } }: { report: PeriodReport }) {
  return (
    <section>
      <h2>What people changed</h2>
      {changes.length === 0 && <p className="quiet">Nothing.</p>}
      <ol className="audit">
        {runsOf(changes).map(({ entry: { id, at, by, action, detail }, times }) => (
          <li key={id}>
            <time dateTime={at}>{when(at)}</time>
            <span>
              <strong>{by}</strong> {actionWords(action)}{' '}
              <small>{times > 1 ? `${times} times` : detailWords(detail)}</small>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
