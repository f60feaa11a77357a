/** The figures that were measured along a training. */
export interface Curves {
  readonly title: string;
  readonly history: readonly CurvePoint[];
  /**
   * The name of the figure that `heldOut` is; null where nothing was held out along the way: the loss is drawn alone.
   */
  readonly metric: string | null;
  /** The epoch that is kept: 0 for none; null where the last one is kept, whatever it is. */
  readonly bestEpoch: number | null;
}

export interface CurvePoint {
  /** The number of the epoch, counted from 1, ascending. */
  readonly epoch: number;
  readonly loss: number;
  readonly heldOut: number | null;
}

interface Panel {
  readonly top: number;
  readonly bottom: number;
}

const [width, left, right] = [720, 70, 24];
const height = 470;
const whole: Panel = { top: 48, bottom: 414 };
const halves = [
  { top: 48, bottom: 218 },
  { top: 244, bottom: 414 },
] as const;
/** The colours of the curves, told apart also without full colour sight (Okabe and Ito, 2008). */
const colours = ['#0072b2', '#d55e00'] as const;

type Scale = (value: number) => number;
type Point = readonly [number, number];

/**
 * Draws the loss above, the held-out figure, where there is one, below over the same epochs; a dashed line marks the
 * kept one.
 */
export function curvesSvg({ title, history, metric, bestEpoch }: Curves): string {
  const last = history.at(-1)?.epoch ?? 1;
  const x = linear([1, Math.max(2, last)], left, width - right);
  const middle = (left + width - right) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui,sans-serif" font-size="13" fill="#1b1f24">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${left}" y="20" font-size="15">${escaped(title)}</text>
${panels(history, metric, x)}
${epochTicks(last, x)}
<text x="${middle}" y="${height - 12}" text-anchor="middle">epoch</text>
${keptLine(bestEpoch, x)}
</svg>
`;
}

function panels(history: Curves['history'], metric: string | null, x: Scale): string {
  const losses = history.map(({ epoch, loss }): Point => [epoch, loss]);
  if (metric === null) return panel(whole, colours[0], 'loss', losses, x);
  const figures = history.flatMap(({ epoch, heldOut }): Point[] =>
    heldOut === null ? [] : [[epoch, heldOut]],
  );
  return `${panel(halves[0], colours[0], 'loss', losses, x)}
${panel(halves[1], colours[1], metric, figures, x)}`;
}

function panel(
  { top, bottom }: Panel,
  colour: string,
  label: string,
  points: readonly Point[],
  x: Scale,
): string {
  const range = rangeOf(points.map(([, value]) => value));
  const y = linear(range, bottom, top);
  const path = points.map(([epoch, value]) => `${round(x(epoch))},${round(y(value))}`);
  const dots = path.map((at) => `<circle cx="${at.split(',')[0]}" cy="${at.split(',')[1]}" r="2"/>`); // prettier-ignore
  const centre = (top + bottom) / 2;
  return `<path d="M${left} ${top}V${bottom}H${width - right}" fill="none" stroke="#9aa5af"/>
${valueTicks(range, y)}
<text x="18" y="${centre}" text-anchor="middle" transform="rotate(-90 18 ${centre})">${escaped(label)}</text>
<polyline points="${path.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>
<g fill="${colour}">${dots.join('')}</g>`;
}

function valueTicks([low, high]: Point, y: Scale): string {
  return [0, 1, 2, 3, 4]
    .map((i) => low + ((high - low) * i) / 4)
    .map((value) => tick(left - 6, y(value) + 4, 'end', value.toPrecision(3)))
    .join('');
}

/** About ten of them, at whole epochs. */
function epochTicks(epochs: number, x: Scale): string {
  const each = Math.max(1, Math.ceil(epochs / 10));
  return Array.from({ length: epochs }, (_, i) => i + 1)
    .filter((epoch) => epoch === 1 || epoch % each === 0)
    .map((epoch) => tick(x(epoch), whole.bottom + 18, 'middle', String(epoch)))
    .join('');
}

function tick(x: number, y: number, anchor: string, text: string): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="#5b6772">${text}</text>`;
}

function keptLine(epoch: number | null, x: Scale): string {
  if (epoch === null) return '';
  const kept = epoch > 0 ? `kept: epoch ${epoch}` : 'kept: none, the untrained head was best';
  const label = `<text x="${width - right}" y="36" text-anchor="end" fill="#5b6772">${kept}</text>`;
  if (epoch === 0) return label;
  const at = round(x(epoch));
  return `${label}<path d="M${at} ${whole.top}V${whole.bottom}" stroke="#5b6772" stroke-dasharray="4 3"/>`;
}

/** Returns the range of the values with a little room; a constant curve lies in the middle. */
function rangeOf(values: readonly number[]): Point {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.05;
  return [low - room, high + room];
}

function linear([from, to]: Point, start: number, end: number): Scale {
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
