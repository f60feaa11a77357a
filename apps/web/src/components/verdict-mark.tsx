import type { Verdict } from '#contracts';
import { verdictWords } from '../words.js';

/** Draws one shape per verdict, so that nobody needs the colours: disc, triangle, cut square, ring. */
export function VerdictShape({ verdict }: { verdict: Verdict }) {
  return (
    <svg className={`shape ${verdict}`} viewBox="0 0 24 24" aria-hidden="true">
      {shapes[verdict]}
    </svg>
  );
}

const cut = { fill: 'none', stroke: 'var(--on-verdict)', strokeWidth: 2.6, strokeLinecap: 'round' };
const line = cut as React.SVGProps<SVGPathElement>;

const shapes: Record<Verdict, React.ReactNode> = {
  ok: (
    <>
      <circle cx="12" cy="12" r="11" />
      <path d="m7 12.5 3.6 3.6L17 8.8" {...line} />
    </>
  ),
  review: (
    <>
      <path d="M12 1.5 23.3 21.5H.7z" />
      <path d="M12 9v5.4M12 18v.2" {...line} />
    </>
  ),
  defect: (
    <>
      <path d="M7 1h10l6 6v10l-6 6H7l-6-6V7z" />
      <path d="m8 8 8 8m0-8-8 8" {...line} />
    </>
  ),
  invalid: (
    <>
      <circle cx="12" cy="12" r="11" />
      <path d="M6.5 17.5 17.5 6.5" {...line} />
    </>
  ),
};

/** Shows shape and word together. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  return (
    <span className={`verdict-mark ${verdict}`}>
      <VerdictShape verdict={verdict} />
      {verdictWords[verdict]}
    </span>
  );
}
