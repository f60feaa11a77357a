import type { DefectNaming } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';
import { percent, plural, when } from '../../words.js';

/** Shows how well the names that people gave are told apart, on defects that were held out. */
export function NamesReport({ station }: { station: string }) {
  const turn = useNews(`names:${station}`, `analyses:${station}`);
  const { value: naming } = useRead('/v1/stations/{station}/names', { path: { station } }, turn);
  if (naming === null) return null;
  const { report, reason, leftOut, trainedAt } = naming;
  return (
    <section aria-label="Names of defects">
      <h2>Names of defects</h2>
      {reason !== null && <p className="quiet">{reason}</p>}
      {report !== null && (
        <>
          <p>
            {percent(report.balancedAccuracy)} right, each name counting alike, on{' '}
            {plural(report.examples, 'example')} that were held out; stated probabilities are off by{' '}
            {percent(report.calibrationError)}.
            {trainedAt !== null && ` Learned ${when(trainedAt)}.`}
          </p>
          <Confusion report={report} />
        </>
      )}
      {leftOut.length > 0 && (
        <p className="quiet">
          Too few examples yet:{' '}
          {leftOut.map(({ name, examples }) => `${name} (${examples})`).join(', ')}.
        </p>
      )}
    </section>
  );
}

function Confusion({ report }: { report: NonNullable<DefectNaming['report']> }) {
  const { names, confusion } = report;
  return (
    <table className="confusion">
      <caption className="quiet">People said (down), suggested (across)</caption>
      <thead>
        <tr>
          <td />
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {names.map((name, k) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {confusion[k]!.map((count, j) => (
              <td key={names[j]} className={k === j ? 'right' : ''}>
                {count}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
