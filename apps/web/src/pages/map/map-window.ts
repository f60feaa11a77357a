/** The window on the map: the point in the middle, and how many pixels one of its units takes. */
export interface MapWindow {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Returns the window that shows all points with a little room around them. */
export function fitting(xs: readonly number[], ys: readonly number[], size: Size): MapWindow {
  const [left, right] = spanOf(xs);
  const [low, high] = spanOf(ys);
  const room = 0.94;
  const scale = Math.min(
    (size.width * room) / (right - left || 1),
    (size.height * room) / (high - low || 1),
  );
  return { x: (left + right) / 2, y: (low + high) / 2, scale };
}

/** Returns the spot on the screen, where up is up. */
export function toScreen(view: MapWindow, size: Size, x: number, y: number): Spot {
  return {
    x: size.width / 2 + (x - view.x) * view.scale,
    y: size.height / 2 - (y - view.y) * view.scale,
  };
}

export function toMap(view: MapWindow, size: Size, spot: Spot): Spot {
  return {
    x: view.x + (spot.x - size.width / 2) / view.scale,
    y: view.y - (spot.y - size.height / 2) / view.scale,
  };
}

/** Returns the window moved by so many pixels. */
export function moved(view: MapWindow, right: number, down: number): MapWindow {
  return { ...view, x: view.x - right / view.scale, y: view.y + down / view.scale };
}

/**
 * Returns the window nearer by the factor; what lies under the spot stays there. Between a quarter of `fit` and a
 * thousand times it.
 */
export function zoomed(
  view: MapWindow,
  size: Size,
  spot: Spot,
  factor: number,
  fit: MapWindow,
): MapWindow {
  const scale = Math.min(1000 * fit.scale, Math.max(fit.scale / 4, view.scale * factor));
  const under = toMap(view, size, spot);
  return {
    scale,
    x: under.x - (spot.x - size.width / 2) / scale,
    y: under.y + (spot.y - size.height / 2) / scale,
  };
}

function spanOf(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? [0, 1] : [low, high];
}
