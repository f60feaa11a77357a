import { TouchstoneError, type BackboneManifest, type Tap } from '#contracts';
import type { Size } from '../compile.js';
import { gridOf, type Grid } from '../network/embedding-head.js';

/** The layout of a tap's value in an ONNX network. */
export type TapForm = NonNullable<Tap['form']>;

/** A tap of an ONNX network as a map. */
export interface TapPlace {
  readonly layer: string;
  readonly form: TapForm;
  /** The shape [height, width, channels]. */
  readonly shape: readonly [number, number, number];
  /** Tokens before those of the picture's places: class, registers. */
  readonly before: number;
}

export interface Places {
  readonly taps: readonly TapPlace[];
  readonly grid: Grid;
}

/**
 * The number of tokens before those of the places at most: more than a class token and a handful of registers were
 * never published.
 */
const mostBefore = 16;

/**
 * Returns the taps as maps, from the shapes of their values (batch first) at this input size.
 * @throws TouchstoneError backbone-invalid for a value that is no map or whose tokens are not the grid's.
 */
export function placesOf(
  shapes: readonly (readonly number[])[],
  { taps, gridStride }: BackboneManifest,
  size: Size,
): Places {
  const places = taps.map((tap, i) => placeOf(tap, shapes[i]!, gridStride, size));
  const grid = gridOf(
    places.map(({ shape }) => shape),
    size,
    gridStride,
  );
  return { taps: places, grid };
}

function placeOf(
  { layer, form }: Tap,
  shape: readonly number[],
  stride: number,
  size: Size,
): TapPlace {
  const rank = form === 'tokens' ? 3 : 4;
  if (form === undefined || shape.length !== rank)
    throw refused(layer, `gives [${shape.join(', ')}], which is no ${form ?? 'map'}`);
  if (form === 'tokens') return tokensPlace(layer, shape, stride, size);
  const [, a, b, c] = shape as [number, number, number, number];
  return { layer, form, shape: form === 'channels-first' ? [b, c, a] : [a, b, c], before: 0 };
}

function tokensPlace(
  layer: string,
  [, tokens, channels]: readonly number[],
  stride: number,
  size: Size,
): TapPlace {
  const { rows, columns } = tokenGrid(size, stride);
  const before = tokens! - rows * columns;
  if (before < 0 || before > mostBefore)
    throw refused(
      layer,
      `gives ${tokens} tokens; ${size.width} x ${size.height} pixels in patches of ${stride} are ${columns} x ${rows} = ` +
        `${rows * columns} places. Say the network's patch size (--grid-stride), and an input size that it divides`,
    );
  return { layer, form: 'tokens', shape: [rows, columns, channels!], before };
}

/** Returns the grid of a transformer's patches: those that are whole. */
export function tokenGrid({ width, height }: Size, stride: number): Grid {
  return { rows: Math.floor(height / stride), columns: Math.floor(width / stride) };
}

/** Returns the patch size among the usual ones that explains this many tokens with the fewest before them. */
export function strideOfTokens(tokens: number, size: Size): number | undefined {
  const explained = [8, 14, 16, 32].filter((stride) => {
    const { rows, columns } = tokenGrid(size, stride);
    const before = tokens - rows * columns;
    return before >= 0 && before <= mostBefore;
  });
  return explained[0];
}

function refused(tap: string, why: string): TouchstoneError {
  return new TouchstoneError('backbone-invalid', `The tap "${tap}" ${why}.`);
}
