import { type Size, type Spot, toScreen, type MapWindow } from './map-window.js';

export interface VisiblePoints {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** The points that are on the screen. */
  readonly order: Int32Array;
}

/** Returns the points inside a line drawn around them on the screen; inside is by the even-odd rule. */
export function inside(
  line: readonly Spot[],
  points: VisiblePoints,
  view: MapWindow,
  size: Size,
): number[] {
  const found: number[] = [];
  for (const i of points.order)
    if (isInside(line, toScreen(view, size, points.xs[i]!, points.ys[i]!))) found.push(i);
  return found.sort((a, b) => a - b);
}

export function isInside(line: readonly Spot[], { x, y }: Spot): boolean {
  let within = false;
  for (let i = 0, j = line.length - 1; i < line.length; j = i++) {
    const [a, b] = [line[i]!, line[j]!];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) within = !within;
  }
  return within;
}

/** Returns the point that lies nearest to a spot on the screen, within so many pixels; of equals the one on top. */
export function nearestTo(
  spot: Spot,
  points: VisiblePoints,
  view: MapWindow,
  size: Size,
  within: number,
): number | null {
  let [nearest, least]: [number | null, number] = [null, within * within];
  for (const i of points.order) {
    const dx = size.width / 2 + (points.xs[i]! - view.x) * view.scale - spot.x;
    const dy = size.height / 2 - (points.ys[i]! - view.y) * view.scale - spot.y;
    const far = dx * dx + dy * dy;
    if (far <= least) [nearest, least] = [i, far];
  }
  return nearest;
}
