import type { RehearsalResult, Verdict } from '#contracts';
import { VerdictMark } from '../../components/verdict-mark.js';

type Flips = RehearsalResult['flips'];

const verdicts: readonly Verdict[] = ['ok', 'review', 'defect', 'invalid'];

/** Verdicts before (rows) and after (columns); what stays the same is quiet. */
export function FlipMatrix({ flips }: { flips: Flips }) {
  const shown = verdicts.filter(
    (verdict) =>
      verdict !== 'invalid' || flips.some(({ from, to }) => from === verdict || to === verdict),
  );
  return (
    <section>
      <h2>Which verdicts change</h2>
      <table className="flip-matrix">
        <thead>
          <tr>
            <th scope="col">
              <small>now ↓ then →</small>
            </th>
            {shown.map((to) => (
              <th key={to} scope="col">
                <VerdictMark verdict={to} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((from) => (
            <tr key={from}>
              <th scope="row">
                <VerdictMark verdict={from} />
              </th>
              {shown.map((to) => (
                <Cell key={to} count={countOf(flips, from, to)} from={from} to={to} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ count, from, to }: { count: number; from: Verdict; to: Verdict }) {
  const kind = from === to ? 'same' : count === 0 ? 'none' : to;
  return <td className={kind}>{count.toLocaleString('en')}</td>;
}

function countOf(flips: Flips, from: Verdict, to: Verdict): number {
  return flips
    .filter((flip) => flip.from === from && flip.to === to)
    .reduce((sum, { count }) => sum + count, 0);
}
