import type { Limits } from '#contracts';

export interface HeatColour {
  red: number;
  green: number;
  blue: number;
  /** The opacity: 0 is clear, 1 covers the frame. */
  opacity: number;
}

/** Places on the scale that is 0 at the review limit and 1 at the reject limit. */
const stops: readonly (HeatColour & { at: number })[] = [
  { at: 0, red: 255, green: 235, blue: 80, opacity: 0 },
  { at: 0.5, red: 255, green: 210, blue: 50, opacity: 0.12 },
  { at: 1, red: 255, green: 130, blue: 20, opacity: 0.36 },
  { at: 2, red: 240, green: 45, blue: 30, opacity: 0.45 },
  { at: 4, red: 205, green: 0, blue: 50, opacity: 0.54 },
];

/**
 * Returns the colour of one patch score: clear up to the review limit, orange at the reject limit, the deepest red from
 * four times that distance on. It depends on the limits alone, never on the rest of the map, so good parts do not glow.
 */
export function heatColour(score: number, limits: Limits): HeatColour {
  const place = Math.min(Math.max(placeOnScale(score, limits), 0), stops.at(-1)!.at);
  const upper = Math.max(
    1,
    stops.findIndex((stop) => stop.at >= place),
  );
  const [low, high] = [stops[upper - 1]!, stops[upper]!];
  return blend(low, high, (place - low.at) / (high.at - low.at));
}

// Limits that lie on one another (a provisional model) still need a span to colour: the scores' spread.
function placeOnScale(score: number, { warn, reject, scale }: Limits): number {
  const span = reject - warn;
  return span > 0 ? (score - warn) / span : 1 + (score - reject) / scale;
}

function blend(low: HeatColour, high: HeatColour, share: number): HeatColour {
  const between = (a: number, b: number) => a + (b - a) * share;
  return {
    red: between(low.red, high.red),
    green: between(low.green, high.green),
    blue: between(low.blue, high.blue),
    opacity: between(low.opacity, high.opacity),
  };
}
