import { useMemo, useState } from 'react';
import type { AnalysisMap } from '#contracts';
import { Picture } from '../../components/picture.js';
import { type ColourBy, coloured, drawOrder, type Theme } from './colouring.js';
import { type Hovered, MapCanvas } from './map-canvas.js';
import { MapLegend } from './map-legend.js';
import { MapPicked, pictureOf, textOf } from './map-picked.js';
import { pixelColours } from './pixel-colours.js';

/** Shows the points with their legend, what is picked, and the picture under the hand. */
export function MapView({ map: { points } }: { map: AnalysisMap }) {
  const [by, setBy] = useState<ColourBy>('verdict');
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [lasso, setLasso] = useState(false);
  const [picked, setPicked] = useState<readonly number[]>([]);
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const colours = document.documentElement.dataset['theme'];
  const colouring = useMemo(() => coloured(points, by, themeOf()), [points, by, colours]);
  const drawn = useMemo(() => {
    const chosen = new Set(picked);
    return {
      xs: points.x,
      ys: points.y,
      colours: pixelColours(colouring, chosen),
      order: drawOrder(colouring, hidden, chosen),
    };
  }, [points, colouring, hidden, picked]);
  const hide = (name: string) => {
    const next = new Set(hidden);
    if (!next.delete(name)) next.add(name);
    setHidden(next);
  };
  return (
    <div className="map-columns">
      <section className="map-plane">
        <MapCanvas points={drawn} lasso={lasso} onPick={setPicked} onHover={setHovered} />
        <button
          type="button"
          className="chip lasso-button"
          aria-pressed={lasso}
          onClick={() => setLasso(!lasso)}
        >
          Lasso
        </button>
        {hovered !== null && points.id[hovered.place] !== undefined && (
          <Preview points={points} hovered={hovered} />
        )}
      </section>
      <section className="map-side">
        <MapLegend
          by={by}
          colouring={colouring}
          hidden={hidden}
          onBy={(next) => {
            setBy(next);
            setHidden(new Set());
          }}
          onHide={hide}
        />
        <MapPicked points={points} picked={picked} />
      </section>
    </div>
  );
}

function Preview({ points, hovered }: { points: AnalysisMap['points']; hovered: Hovered }) {
  const { place, spot } = hovered;
  return (
    <figure className="map-preview" style={{ left: spot.x + 14, top: spot.y + 14 }}>
      <Picture key={place} address={pictureOf(points, place, 160)} alt="" />
      <figcaption>{textOf(points, place)}</figcaption>
    </figure>
  );
}

function themeOf(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    accent: colour('accent'),
    ok: colour('ok'),
    review: colour('review'),
    defect: colour('defect'),
    invalid: colour('invalid'),
    quiet: colour('quiet'),
  };
}
