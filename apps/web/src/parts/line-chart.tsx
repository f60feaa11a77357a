import { timeOfDay } from '../words.js';
import { axisOf, pathOf } from './chart-path.js';

export interface Line {
  name: string;
  /** Names its colour. */
  kind: string;
  /** One for each time; null leaves a gap. */
  values: readonly (number | null)[];
}

export interface Chart {
  title: string;
  /** Milliseconds since 1970, ascending. */
  times: readonly number[];
  lines: readonly Line[];
  /** A value as a person reads it. */
  say: (value: number) => string;
}

const [width, height] = [600, 90];

/** Figures over time as lines: their names with the newest value at the right. */
export function LineChart({ title, times, lines, say }: Chart) {
  const axis = axisOf(lines.flatMap(({ values }) => values));
  const first = times[0]!;
  const last = times.at(-1)!;
  const x = (time: number) => (last === first ? width : (width * (time - first)) / (last - first));
  const y = (value: number) => height * (1 - (value - axis.low) / (axis.high - axis.low));
  return (
    <figure className="line-chart">
      <figcaption>{title}</figcaption>
      <div className="plot">
        <span className="plot-high">{say(axis.high)}</span>
        <svg viewBox={`0 -3 ${width} ${height + 6}`} preserveAspectRatio="none" role="img">
          <title>{`${title} over time`}</title>
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
        <small>{timeOfDay(first)}</small>
        <small>{timeOfDay(last)}</small>
      </p>
    </figure>
  );
}

function newest(values: readonly (number | null)[], say: (value: number) => string): string {
  const value = values.findLast((one) => one !== null);
  return value == null ? '–' : say(value);
}
