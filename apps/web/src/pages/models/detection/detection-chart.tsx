import type { DetectionCurve } from '#contracts';
import { chartArea, pathOf, xOf, yOf } from './detection-scale.js';

/** Shows the share of marks found against their size, one line a contrast, with a90/95 marked on each. */
export function DetectionChart({ curves }: { curves: readonly DetectionCurve[] }) {
  const sizes = curves[0]?.points.map(({ size }) => size) ?? [];
  const { width, height, left, bottom } = chartArea;
  return (
    <figure>
      <svg
        className="detection-chart"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={curves.map(said).join(' ')}
      >
        {[0, 0.5, 0.9, 1].map((share) => (
          <g key={share}>
            <line className="grid" x1={left} x2={width} y1={yOf(share)} y2={yOf(share)} />
            <text x={left - 6} y={yOf(share) + 4} textAnchor="end">
              {Math.round(100 * share)} %
            </text>
          </g>
        ))}
        {sizes.map((size) => (
          <text key={size} x={xOf(size, sizes)} y={bottom + 16} textAnchor="middle">
            {Number((100 * size).toPrecision(2))}
          </text>
        ))}
        {curves.map((curve, i) => (
          <g key={curve.contrast} className={`contrast contrast-${i}`}>
            <path d={pathOf(curve, sizes)} />
            {curve.points.map(({ size, found, tried }) => (
              <circle key={size} cx={xOf(size, sizes)} cy={yOf(found / Math.max(1, tried))} r={3} />
            ))}
            {curve.a9095 !== null && (
              <line
                className="a9095"
                x1={xOf(curve.a9095, sizes)}
                x2={xOf(curve.a9095, sizes)}
                y1={yOf(0.9)}
                y2={bottom}
              />
            )}
          </g>
        ))}
      </svg>
      <figcaption className="quiet">
        Share found against diameter, in % of the shorter side. Dots are what was tried, lines the
        fit; where a broken line stands, nine in ten are found at 95 % (a90/95).
      </figcaption>
      <ul className="detection-legend">
        {curves.map((curve, i) => (
          <li key={curve.contrast} className={`contrast-${i}`}>
            {said(curve)}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function said({ contrast, a90, a9095 }: DetectionCurve): string {
  const size = (value: number) => `${Number((100 * value).toPrecision(2))} %`;
  if (a90 === null) return `Contrast ${contrast}: not found nine times in ten at any size tried.`;
  const sure = a9095 === null ? 'not within the sizes tried' : size(a9095);
  return `Contrast ${contrast}: a90 ${size(a90)}, a90/95 ${sure}.`;
}
