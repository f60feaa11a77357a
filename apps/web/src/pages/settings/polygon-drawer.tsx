import { useState } from 'react';
import type { Masks, Polygon } from '#contracts';
import type { LoadedPicture } from '../../api/pictures.js';
import { useKeys } from '../../components/use-keys.js';

type Corner = Polygon[number];
type Kind = 'ignore' | 'include';

/** The distance to the first corner, in shares of the width, within which a tap closes the polygon. */
const near = 0.025;

/** Polygons over a picture, drawn corner by corner with finger, pen or mouse. */
export function PolygonDrawer(props: {
  picture: LoadedPicture;
  masks: Masks;
  kind: Kind;
  onDraw: (polygon: Polygon) => void;
  onDrop: (kind: Kind, index: number) => void;
}) {
  const { picture, masks, kind } = props;
  const [corners, setCorners] = useState<readonly Corner[]>([]);
  useKeys({
    escape: () => setCorners([]),
    backspace: () => setCorners(corners.slice(0, -1)),
    enter: () => corners.length >= 3 && close(),
  });
  const close = () => {
    props.onDraw([...corners]);
    setCorners([]);
  };
  const tap = (event: React.PointerEvent<SVGSVGElement>) => {
    const corner = cornerOf(event);
    const first = corners[0];
    const closes = first !== undefined && corners.length >= 3 && distance(first, corner) < near;
    if (closes) close();
    else setCorners([...corners, corner]);
  };
  const drop = (which: Kind, index: number) => (event: React.PointerEvent) => {
    if (corners.length > 0) return;
    event.stopPropagation();
    props.onDrop(which, index);
  };
  const aspect = { '--aspect': picture.width / picture.height } as React.CSSProperties;
  return (
    <div className="polygon-drawer" style={aspect}>
      <img src={picture.url} alt="the newest normal" draggable={false} />
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" onPointerDown={tap} role="img">
        <title>Masks over the newest normal</title>
        {(['include', 'ignore'] as const).map((which) =>
          masks[which].map((polygon, index) => (
            <polygon
              key={`${which}-${index}`}
              className={which}
              points={pointsOf(polygon)}
              onPointerDown={drop(which, index)}
            />
          )),
        )}
        {corners.length > 0 && <polyline className={`draft ${kind}`} points={pointsOf(corners)} />}
      </svg>
      {corners.map(({ x, y }, index) => (
        <span
          key={index}
          className={`corner ${index === 0 ? 'first' : ''}`}
          style={{ left: `${100 * x}%`, top: `${100 * y}%` }}
        />
      ))}
    </div>
  );
}

function cornerOf(event: React.PointerEvent<SVGSVGElement>): Corner {
  const box = event.currentTarget.getBoundingClientRect();
  const share = (place: number, from: number, size: number) =>
    Number(Math.min(1, Math.max(0, (place - from) / size)).toFixed(4));
  return {
    x: share(event.clientX, box.left, box.width),
    y: share(event.clientY, box.top, box.height),
  };
}

function distance(a: Corner, b: Corner): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function pointsOf(corners: readonly Corner[]): string {
  return corners.map(({ x, y }) => `${x},${y}`).join(' ');
}
