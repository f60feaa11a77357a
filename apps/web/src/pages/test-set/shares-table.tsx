import type { CountedShare, TestFigures, VerdictCounts } from '#contracts';
import { percent } from '../../words.js';

/** Shows the three shares of bad parts, of each kind, and of good parts, with their intervals in words. */
export function SharesTable({ figures: { good, bad, kinds } }: { figures: TestFigures }) {
  return (
    <div className="table-frame">
      <table className="shares">
        <thead>
          <tr>
            <th scope="col">Known parts</th>
            <th scope="col">Called defect</th>
            <th scope="col">Put to review</th>
            <th scope="col">Passed</th>
          </tr>
        </thead>
        <tbody>
          {bad !== null && <Row name="bad" counts={bad} />}
          {kinds.map(({ kind, verdicts }) => (
            <Row key={kind ?? ''} name={kind ?? 'without a kind'} counts={verdicts} inner />
          ))}
          {good !== null && <Row name="good" counts={good} />}
        </tbody>
      </table>
    </div>
  );
}

function Row(props: { name: string; counts: VerdictCounts; inner?: boolean }) {
  const { parts, defect, review, ok } = props.counts;
  return (
    <tr className={props.inner ? 'inner' : ''}>
      <th scope="row">
        {props.name} <small className="quiet">{parts}</small>
      </th>
      {[defect, review, ok].map((share, place) => (
        <td key={place}>
          {percent(share.share)} <small className="quiet">{intervalText(share)}</small>
        </td>
      ))}
    </tr>
  );
}

function intervalText({ interval95: [low, high] }: CountedShare): string {
  return `between ${percent(low)} and ${percent(high)}`;
}
