import { when } from '../../words.js';
import { type ColourBy, type Colouring, colourings } from './colouring.js';

const words: Record<string, string> = {
  ok: 'OK',
  normal: 'normal: learned from',
  review: 'review',
  invalid: 'invalid',
  defect: 'defect',
  gone: 'deleted since',
};

/** Explains the colours; a press on one hides its points and shows them again. */
export function MapLegend(props: {
  by: ColourBy;
  onBy: (by: ColourBy) => void;
  colouring: Colouring;
  hidden: ReadonlySet<string>;
  onHide: (name: string) => void;
}) {
  const { by, onBy, colouring, hidden, onHide } = props;
  const { kinds, span } = colouring;
  return (
    <div className="map-legend">
      <div className="spans" role="group" aria-label="Colour by">
        {colourings.map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={one === by}
            onClick={() => onBy(one)}
          >
            {one}
          </button>
        ))}
      </div>
      {span !== null && (
        <div className="time-scale">
          <small>{when(new Date(span[0]).toISOString())}</small>
          <div aria-hidden="true">
            {kinds.slice(1).map(({ colour }) => (
              <span key={colour} style={{ background: colour }} />
            ))}
          </div>
          <small>{when(new Date(span[1]).toISOString())}</small>
        </div>
      )}
      <ul>
        {(span === null ? kinds : kinds.slice(0, 1))
          .filter(({ count }) => count > 0)
          .toReversed()
          .map(({ name, colour, count }) => (
            <li key={name}>
              <button type="button" aria-pressed={!hidden.has(name)} onClick={() => onHide(name)}>
                <span className="swatch" style={{ background: colour }} />
                {words[name] ?? name} <small>{count.toLocaleString('en')}</small>
              </button>
            </li>
          ))}
      </ul>
    </div>
  );
}
