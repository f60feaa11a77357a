import type { RegionOfInterest } from '#contracts';
import { useRef, useState } from 'react';
import { type Point, regionBetween } from './region-between.js';

/** Lies over a picture and takes a rectangle drawn on it with finger, pen or mouse. */
export function RegionDrawer(props: {
  region: RegionOfInterest | null;
  drawing: boolean;
  onDraw: (region: RegionOfInterest | null) => void;
}) {
  const start = useRef<Point | null>(null);
  const [draft, setDraft] = useState<RegionOfInterest | null>(null);
  const follow = (event: React.PointerEvent) =>
    start.current && setDraft(regionBetween(start.current, placeOf(event)));
  const end = () => {
    if (start.current !== null && draft !== null) props.onDraw(draft);
    start.current = null;
    setDraft(null);
  };
  const shown = draft ?? props.region;
  return (
    <span
      className={`region-drawer ${props.drawing ? 'drawing' : ''}`}
      onPointerDown={(event) => {
        if (!props.drawing) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = placeOf(event);
      }}
      onPointerMove={follow}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {shown !== null && <span className="drawn-region" style={styleOf(shown)} />}
    </span>
  );
}

function placeOf(event: React.PointerEvent): Point {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
}

export function styleOf({ x, y, width, height }: RegionOfInterest): React.CSSProperties {
  const percent = (share: number) => `${100 * share}%`;
  return { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
}
