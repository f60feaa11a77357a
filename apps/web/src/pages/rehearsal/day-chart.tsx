import type { RehearsalResult } from '#contracts';
import { percent } from '../../words.js';

type Day = RehearsalResult['byDay'][number];

const [width, height] = [600, 160];

/** Draws the share of defect verdicts by day, as it was and as it would have been. */
export function DayChart({ days }: { days: readonly Day[] }) {
  const most = Math.max(0.001, ...days.flatMap((day) => [rate(day, 'Before'), rate(day, 'After')]));
  const step = width / Math.max(1, days.length);
  const bar = Math.min(26, step / 2.6);
  return (
    <section>
      <h2>
        Alarms by day{' '}
        <small>
          <span className="key-before">now</span> <span className="key-after">then</span>
        </small>
      </h2>
      {days.length === 0 ? (
        <p className="quiet">No day to compare.</p>
      ) : (
        <figure className="day-chart">
          <svg viewBox={`0 0 ${width} ${height}`} role="img">
            <title>{`Share of defect verdicts on ${days.length} days, before and after`}</title>
            {days.map((day, index) => {
              const middle = (index + 0.5) * step;
              return (
                <g key={day.day}>
                  <Bar x={middle - bar - 1} wide={bar} day={day} which="Before" most={most} />
                  <Bar x={middle + 1} wide={bar} day={day} which="After" most={most} />
                </g>
              );
            })}
          </svg>
          <ol style={{ gridTemplateColumns: `repeat(${days.length}, minmax(0, 1fr))` }}>
            {days.map((day) => (
              <li key={day.day}>
                {percent(rate(day, 'Before'))} → <strong>{percent(rate(day, 'After'))}</strong>
                <small>{day.day.slice(5)}</small>
              </li>
            ))}
          </ol>
        </figure>
      )}
    </section>
  );
}

function Bar(props: {
  x: number;
  wide: number;
  day: Day;
  which: 'Before' | 'After';
  most: number;
}) {
  const tall = (height * rate(props.day, props.which)) / props.most;
  return (
    <rect
      className={props.which === 'Before' ? 'bar-before' : 'bar-after'}
      x={props.x}
      y={height - tall}
      width={props.wide}
      height={Math.max(tall, 1)}
    >
      <title>{`${props.day.day}: ${percent(rate(props.day, props.which))}`}</title>
    </rect>
  );
}

function rate(day: Day, which: 'Before' | 'After'): number {
  return day.frames === 0 ? 0 : day[`alarms${which}`] / day.frames;
}
