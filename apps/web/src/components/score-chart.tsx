import type { Inspection } from '#contracts';
import { score, timeOfDay } from '../words.js';
import { chartRange, heightOf, type ScoreRange } from './score-axis.js';
import { ChartMark } from './chart-mark.js';

/** The number of inspections shown, newest at the right. */
const most = 150;
const [width, height] = [1000, 200];

/** Draws the running scores with both limits as they were for each frame. */
export function ScoreChart(props: {
  inspections: readonly Inspection[];
  selected: string | null;
  onPick: (frameId: string) => void;
}) {
  const shown = props.inspections.slice(0, most).reverse();
  if (shown.length === 0) return <div className="score-chart empty" />;
  const range = chartRange(shown);
  const step = width / most;
  const left = width - shown.length * step;
  const x = (index: number) => left + (index + 0.5) * step;
  return (
    <figure className="score-chart">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img">
        <title>{`Scores of the last ${shown.length} frames against the limits`}</title>
        <path className="limit-line review" d={limitPath(shown, 'warn', range, x, step)} />
        <path className="limit-line reject" d={limitPath(shown, 'reject', range, x, step)} />
      </svg>
      <div className="marks">
        {shown.map((inspection, index) => (
          <ChartMark
            key={inspection.frameId}
            inspection={inspection}
            left={x(index) / width}
            bottom={heightOf(inspection.imageScore, range)}
            selected={inspection.frameId === props.selected}
            onPick={props.onPick}
          />
        ))}
      </div>
      <ChartLabels newest={shown.at(-1)!} oldest={shown[0]!} range={range} left={left / width} />
    </figure>
  );
}

/** A stepped line: a new model moves the limits from one frame to the next. */
function limitPath(
  shown: readonly Inspection[],
  limit: 'warn' | 'reject',
  range: ScoreRange,
  x: (index: number) => number,
  step: number,
): string {
  return shown
    .map(({ limits }, index) => {
      const y = (height * (1 - heightOf(limits[limit], range))).toFixed(1);
      return `${index === 0 ? 'M' : 'L'}${x(index) - step / 2} ${y}H${x(index) + step / 2}`;
    })
    .join('');
}

function ChartLabels(props: {
  newest: Inspection;
  oldest: Inspection;
  range: ScoreRange;
  left: number;
}) {
  const { newest, oldest, range, left } = props;
  const at = (value: number) => ({ bottom: `${100 * heightOf(value, range)}%` });
  return (
    <figcaption>
      <span className="chart-limit reject" style={at(newest.limits.reject)}>
        reject {score(newest.limits.reject)}
      </span>
      <span className="chart-limit review" style={at(newest.limits.warn)}>
        review {score(newest.limits.warn)}
      </span>
      <span className="chart-time" style={{ left: `${100 * left}%` }}>
        {timeOfDay(oldest.inspectedAt)}
      </span>
      <span className="chart-time now">{timeOfDay(newest.inspectedAt)}</span>
    </figcaption>
  );
}
