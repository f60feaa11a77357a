import type { SmallestDefect } from '#contracts';

/** Shows the share of marks that were not passed by place, redder where more pass: a map of blind spots. */
export function PlaceMap({ places }: { places: SmallestDefect['places'] }) {
  const { rows, columns, cells } = places;
  const shares = cells.map(({ found, tried }) => (tried === 0 ? null : found / tried));
  const tried = shares.filter((share) => share !== null);
  const [least, most] = [Math.min(...tried), Math.max(...tried)];
  return (
    <figure>
      <svg
        className="place-map"
        viewBox={`0 0 ${columns} ${rows}`}
        role="img"
        aria-label={`Not passed by place: from ${percent(least)} to ${percent(most)}`}
      >
        {shares.map((share, i) => (
          <g key={i}>
            <rect
              x={i % columns}
              y={Math.floor(i / columns)}
              width="1"
              height="1"
              className={share === null ? 'masked' : 'place'}
              style={share === null ? {} : { fillOpacity: 0.8 * (1 - share) }}
            />
            <text x={(i % columns) + 0.5} y={Math.floor(i / columns) + 0.6} textAnchor="middle">
              {share === null ? '' : Math.round(100 * share)}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className="quiet">
        The inspected region, cut into {rows} by {columns}: % of the marks of all sizes and
        contrasts that were not passed. The redder, the blinder; what is masked is empty.
      </figcaption>
    </figure>
  );
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
