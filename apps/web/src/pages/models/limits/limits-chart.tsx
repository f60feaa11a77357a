import { useRef } from 'react';
import type { ScoreHistogram } from '#contracts';
import { plural } from '../../../words.js';
import { LimitHandle } from './limit-handle.js';
import { moved, scoreAt, shareOn, type TypedLimits } from './typed-limits.js';

/** Shows the scores of the normals and of the last inspections on one axis, with both limits to be moved. */
export function LimitsChart(props: {
  histogram: ScoreHistogram;
  limits: TypedLimits;
  onChange: (limits: TypedLimits) => void;
}) {
  const { histogram, limits, onChange } = props;
  const place = useRef<HTMLDivElement>(null);
  const move = (which: keyof TypedLimits, to: number) => onChange(moved(limits, which, to));
  const scoreUnder = (clientX: number) => {
    const { left, width } = place.current!.getBoundingClientRect();
    return scoreAt(histogram, (clientX - left) / width);
  };
  return (
    <div className="limits-chart">
      <div className="limits-plot" ref={place}>
        <Bars name="normals, held out" counts={histogram.normals} kind="normals" />
        <Bars name="last inspections" counts={histogram.inspections} kind="inspections" />
        {(['review', 'reject'] as const).map((which) => (
          <LimitHandle
            key={which}
            which={which}
            value={limits[which]}
            axis={histogram}
            at={shareOn(histogram, limits[which])}
            scoreUnder={scoreUnder}
            onMove={(to) => move(which, to)}
          />
        ))}
      </div>
      <div className="limits-typed">
        {(['review', 'reject'] as const).map((which) => (
          <label key={which}>
            {which === 'review' ? 'Review over' : 'Defect over'}{' '}
            <input
              type="number"
              step="any"
              className="short"
              value={limits[which]}
              onChange={({ target }) =>
                Number.isFinite(target.valueAsNumber) && move(which, target.valueAsNumber)
              }
            />
          </label>
        ))}
      </div>
    </div>
  );
}

/** The highest bar fills the row; the root of the count, since a limit is about the few. */
function Bars({ name, counts, kind }: { name: string; counts: readonly number[]; kind: string }) {
  const most = Math.max(1, ...counts);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return (
    <div
      className={`limits-bars ${kind}`}
      role="img"
      aria-label={`${name}: ${plural(all, 'score')}`}
    >
      <span className="limits-bars-name">{name}</span>
      {counts.map((count, index) => (
        <span
          key={index}
          className="limits-bar"
          style={{ height: `${100 * Math.sqrt(count / most)}%` }}
        />
      ))}
    </div>
  );
}
