import { timeOfDay } from '../words.js';
import { axisOf, pathOf } from './chart-path.js';

export interface Line {
  name: string;
  /** The kind of the line, which names its colour. */
  kind: string;
  /** The values, one for each time; null leaves a gap. */
  values: readonly (number | null)[];
}

export interface Chart {
  title: string;
  /** The place of each value along the chart, ascending; milliseconds since 1970 unless `along` says otherwise. */
  times: readonly number[];
  lines: readonly Line[];
  /** Writes a value as a person reads it. */
  say: (value: number) => string;
  /** The name of what the chart runs along, and how its two ends are written. */
  along?: { name: string; say: (place: number) => string };
}

const time = { name: 'over time', say: timeOfDay };

const [width, height] = [600, 90];

/** Draws figures over time, or along something else, as lines: their names with the newest value at the right. */
export function LineChart({ title, times, lines, say, along = time }: Chart) {
  const axis = axisOf(lines.flatMap(({ values }) => values));
  const first = times[0]!;
  const last = times.at(-1)!;
  const x = (at: number) => (last === first ? width : (width * (at - first)) / (last - first));
  const y = (value: number) => height * (1 - (value - axis.low) / (axis.high - axis.low));
  return (
    <figure className="line-chart">
      <figcaption>{title}</figcaption>
      <div className="plot">
        <span className="plot-high">{say(axis.high)}</span>
        <svg viewBox={`0 -3 ${width} ${height + 6}`} preserveAspectRatio="none" role="img">
          <title>{`${title} ${along.name}`}</title>
          {lines.map(({ name, kind, values }) => (
            <path key={name} className={`line ${kind}`} d={pathOf(times, values, x, y)} />
          ))}
        </svg>
        <span className="plot-low">{say(axis.low)}</span>
      </div>
      <ul className="legend">
        {lines.map(({ name, kind, values }) => (
          <li key={name} className={kind}>
            {name} <strong>{newest(values, say)}</strong>
          </li>
        ))}
      </ul>
      <p className="chart-ends">
        <small>{along.say(first)}</small>
        <small>{along.say(last)}</small>
      </p>
    </figure>
  );
}

function newest(values: readonly (number | null)[], say: (value: number) => string): string {
  const value = values.findLast((one) => one !== null);
  return value == null ? '–' : say(value);
}
