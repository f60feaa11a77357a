import type { AnalysisMap } from '#contracts';

export const colourings = ['verdict', 'label', 'time', 'station'] as const;
export type ColourBy = (typeof colourings)[number];
type Points = AnalysisMap['points'];

export interface Kind {
  readonly name: string;
  /** The colour, as CSS. */
  readonly colour: string;
  readonly count: number;
}

/** The kinds of points that are told apart by colour, and each point's kind. */
export interface Colouring {
  /** The kinds, rare and important ones last: they are drawn on top. */
  readonly kinds: readonly Kind[];
  /** The kind of each point, as its place in `kinds`. */
  readonly kindOf: Uint16Array;
  /** The first and the last time of a colouring by time, milliseconds since 1970; null for any other. */
  readonly span: readonly [number, number] | null;
}

/** The colours of the page's theme, as CSS. */
export type Theme = Readonly<
  Record<'accent' | 'ok' | 'review' | 'defect' | 'invalid' | 'quiet', string>
>;

/** The colours that are told apart also without full colour sight (Okabe and Ito, 2008). */
const palette = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7'];
/** The colours of Viridis: as bright as late, also without full colour sight. */
const timeColours = [
  '#440154',
  '#46327e',
  '#365c8d',
  '#277f8e',
  '#1fa187',
  '#4ac16d',
  '#a0da39',
  '#fde725',
];

export function coloured(points: Points, by: ColourBy, theme: Theme): Colouring {
  switch (by) {
    case 'verdict':
      return byVerdict(points, theme);
    case 'label':
      return byName(points.label, 'no label', theme);
    case 'station':
      return byName(points.station, '', theme);
    case 'time':
      return byTime(points, theme);
  }
}

function byVerdict(points: Points, theme: Theme): Colouring {
  const names = ['gone', 'normal', 'ok', 'review', 'invalid', 'defect'];
  const { quiet, accent, ok, review, invalid, defect } = theme;
  const colours = [quiet, accent, ok, review, invalid, defect];
  return counted(points.id.length, names, colours, (i) =>
    names.indexOf(points.kind[i] === 'normal' ? 'normal' : (points.verdict[i] ?? 'gone')),
  );
}

/** The commonest first, so that the rare lie on top; what has no name lies below all. */
function byName(values: readonly (string | null)[], none: string, theme: Theme): Colouring {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const names = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([n]) => n);
  const places = new Map(names.map((name, k) => [name, k + 1]));
  const colours = [theme.quiet, ...names.map((_, k) => paletteAt(k))];
  return counted(values.length, [none, ...names], colours, (i) => places.get(values[i] ?? '') ?? 0);
}

function byTime({ at }: Points, theme: Theme): Colouring {
  let [first, last] = [Infinity, -Infinity];
  for (const time of at) {
    if (time === null) continue;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const steps = timeColours.length;
  const step = (time: number) =>
    Math.min(steps - 1, Math.floor((steps * (time - first)) / (last - first || 1)));
  const names = ['no time', ...timeColours.map((_, k) => `time ${k + 1} of ${steps}`)];
  const colouring = counted(at.length, names, [theme.quiet, ...timeColours], (i) =>
    at[i] === null || at[i] === undefined ? 0 : 1 + step(at[i]),
  );
  return { ...colouring, span: first > last ? null : [first, last] };
}

function counted(
  count: number,
  names: readonly string[],
  colours: readonly string[],
  kind: (i: number) => number,
): Colouring {
  const kindOf = Uint16Array.from({ length: count }, (_, i) => kind(i));
  const counts = new Uint32Array(names.length);
  for (const k of kindOf) counts[k]!++;
  const kinds = names.map((name, k) => ({ name, colour: colours[k]!, count: counts[k]! }));
  return { kinds, kindOf, span: null };
}

function paletteAt(k: number): string {
  return palette[k] ?? `hsl(${Math.round((k * 137.5) % 360)} 65% 55%)`;
}

/** Returns the shown points in the order they are drawn in: by kind, those that are picked last. */
export function drawOrder(
  { kinds, kindOf }: Colouring,
  hidden: ReadonlySet<string>,
  picked: ReadonlySet<number>,
): Int32Array {
  const shown = Array.from(kindOf.keys()).filter((i) => !hidden.has(kinds[kindOf[i]!]!.name));
  const rank = (i: number) => kindOf[i]! + (picked.has(i) ? kinds.length : 0);
  return Int32Array.from(shown.sort((a, b) => rank(a) - rank(b) || a - b));
}
