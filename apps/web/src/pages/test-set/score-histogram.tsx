import type { Limits, TestFigures } from '#contracts';
import { score } from '../../words.js';

const [width, half] = [1000, 90];

/** Draws how many good and bad parts have which score, bad ones upwards, with both limits across. */
export function ScoreHistogram(props: { histogram: TestFigures['histogram']; limits: Limits }) {
  const { histogram, limits } = props;
  const low = Math.min(histogram.from, limits.warn);
  const high = Math.max(histogram.to, limits.reject);
  const x = (value: number) => (width * (value - low)) / (high - low || 1);
  const most = Math.max(1, ...histogram.good, ...histogram.bad);
  const wide = (histogram.to - histogram.from) / histogram.good.length;
  const bars = (counts: readonly number[], sort: 'good' | 'bad') =>
    counts.map((count, bin) => {
      const tall = (count / most) * (half - 6);
      const left = x(histogram.from + bin * wide);
      const right = x(histogram.from + (bin + 1) * wide);
      return count === 0 ? null : (
        <rect
          key={`${sort} ${bin}`}
          className={`bar ${sort}`}
          x={left}
          width={Math.max(3, right - left - 2)}
          y={sort === 'bad' ? half - tall : half}
          height={tall}
        />
      );
    });
  return (
    <figure className="test-histogram">
      <svg viewBox={`0 0 ${width} ${2 * half}`} preserveAspectRatio="none" role="img">
        <title>Scores of known bad parts (up) and good parts (down) against both limits</title>
        {bars(histogram.bad, 'bad')}
        {bars(histogram.good, 'good')}
        <line className="floor" x1={0} x2={width} y1={half} y2={half} />
        {(['warn', 'reject'] as const).map((limit) => (
          <line
            key={limit}
            className={`limit-line ${limit === 'warn' ? 'review' : 'reject'}`}
            x1={x(limits[limit])}
            x2={x(limits[limit])}
            y1={0}
            y2={2 * half}
          />
        ))}
      </svg>
      <figcaption>
        <span>
          ▲ bad parts, ▼ good parts, score {score(low)} to {score(high)}
        </span>
        <span>
          review {score(limits.warn)}, reject {score(limits.reject)}
        </span>
      </figcaption>
    </figure>
  );
}
