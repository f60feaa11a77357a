import type { PeriodPoint, PeriodReport } from '#contracts';
import { percent, plural, when } from '../../words.js';

const [width, height] = [1_000, 220];

/** Draws the share called defect of each stretch, with the limits that chance alone stays within. */
export function PChart({ chart: { minutes, mean, points } }: { chart: PeriodReport['chart'] }) {
  if (mean === null || points.length < 2) return null;
  const top = Math.max(...points.map(({ share, high }) => Math.max(share, high)), 1e-6) * 1.08;
  const x = (place: number) => (width * (place + 0.5)) / points.length;
  const y = (share: number) => height * (1 - share / top);
  const beyond = points.filter((point) => point.beyond);
  return (
    <section aria-label="p-chart">
      <h2>Share called defect, by {lengthWords(minutes)}</h2>
      <figure className="p-chart">
        <span className="p-chart-top">{percent(top)}</span>
        <svg viewBox={`0 -8 ${width} ${height + 16}`} role="img">
          <title>{`${points.length} stretches, mean ${percent(mean)}, ${beyond.length} outside of what chance explains`}</title>
          <line className="p-mean" x1="0" x2={width} y1={y(mean)} y2={y(mean)} />
          <path className="p-limit" d={steps(points, ({ high }) => y(high))} />
          <path className="p-limit" d={steps(points, ({ low }) => y(low))} />
          <polyline
            className="p-line"
            points={points.map(({ share }, place) => `${x(place)},${y(share)}`).join(' ')}
          />
          {points.map((point, place) => (
            <circle
              key={point.from}
              className={point.beyond ? 'p-point beyond' : 'p-point'}
              cx={x(place)}
              cy={y(point.share)}
              r={point.beyond ? 7 : 4}
            >
              <title>{`${when(point.from)}: ${point.defects} of ${plural(point.parts, 'part')}, ${percent(point.share)}`}</title>
            </circle>
          ))}
        </svg>
        <figcaption className="chart-ends">
          <small>{when(points[0]!.from)}</small>
          <small>{when(points.at(-1)!.from)}</small>
        </figcaption>
      </figure>
      <p>
        Mean {percent(mean)}.{' '}
        {beyond.length === 0
          ? 'Every stretch lies within three standard errors of it.'
          : `Outside of three standard errors: ${beyond.map(({ from, share }) => `${when(from)} (${percent(share)})`).join('; ')}.`}
      </p>
    </section>
  );
}

/** A line that is level over each stretch: fewer parts have wider limits. */
function steps(points: readonly PeriodPoint[], y: (point: PeriodPoint) => number): string {
  const step = width / points.length;
  return points
    .map((point, place) => `${place === 0 ? 'M' : 'L'}${place * step},${y(point)}h${step}`)
    .join('');
}

function lengthWords(minutes: number): string {
  if (minutes < 60) return `${minutes} minutes`;
  if (minutes < 1_440) return plural(minutes / 60, 'hour');
  return minutes === 1_440 ? 'day' : 'week';
}
