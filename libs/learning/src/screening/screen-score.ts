import { quantile } from '#numbers';

/** The number of worst places in the mean that stands for a frame: a defect may cover no more than a few. */
const worst = 7;
/** The number of worst places that what is unlike all over is a share of. */
const worstOfAll = 10;
/** Frames from which on what lies around a patch says as much of it as the usual distance of all; see `lonely`. */
const manyFrames = 200;
/** The 85 % quantile less the median is one length of the scale: up to 15 % of poison do not move it much. */
const scaleShare = 0.85;
/**
 * The halvings of an exponential tail in which lengths are counted: it halves log2(0.5 / 0.15) times on the way there.
 */
const halvings = Math.log2(0.5 / (1 - scaleShare));

/** The number that is added where a divisor could be nought. */
const tiny = Number.MIN_VALUE * 2 ** 60;

/** Median of a quantity, and how much of it halves an exponential tail. */
interface Standard {
  readonly median: number;
  readonly scale: number;
}

/** A frame's distances to the frames of other parts. */
export interface ScreenMap {
  /** The distance of each place. */
  readonly distances: Float32Array;
  /** The mean distance of the patches that are nearest there to others of their own. */
  readonly around: Float32Array;
}

/** The usual figures of the frames that are screened; one of them, or a changed one, is scored by it. */
export interface Yardstick {
  /** The mask, row-major, 1 where a place counts; null: all do. */
  readonly mask: Uint8Array | null;
  /** The median of each place; `spread` is what its excess is divided by. */
  readonly median: Float64Array;
  readonly spread: Float64Array;
  /** The distance that is added to the one around a patch before its own is divided by it. */
  readonly usual: number;
  readonly lonely: Standard;
  readonly place: Standard;
  readonly both: Standard;
}

/**
 * Returns the yardstick of how unlike the others a frame is, from its map of distances to the frames of other parts:
 * the mean of its worst places, by the distances around them and in each place's own spread, standardised and added.
 * Medians and an 85 % quantile make the yardstick, so that the few bad ones among them do not.
 */
export function yardstickOf(maps: readonly ScreenMap[], mask: Uint8Array | null): Yardstick {
  const { median, spread, all } = places(maps, mask);
  const usual = all * (manyFrames / maps.length) ** 2 + tiny;
  const worsts = maps.map((map) => worstOf(map, { mask, median, spread, usual }));
  const lonely = standard(worsts.map((one) => one.lonely));
  const place = standard(worsts.map((one) => one.place));
  const sums = worsts.map((one) => lengths(one.lonely, lonely) + lengths(one.place, place));
  return { mask, median, spread, usual, lonely, place, both: standard(sums) };
}

/** Returns how extreme a frame is, in halvings of an exponential tail above the median; see `extremeOnes`. */
export function extremeness(map: ScreenMap, yardstick: Yardstick): number {
  const { lonely, place } = worstOf(map, yardstick);
  const sum = lengths(lonely, yardstick.lonely) + lengths(place, yardstick.place);
  return lengths(sum, yardstick.both);
}

/**
 * Returns how far a frame is unlike the others all over, 0 to about 1: the 75 % quantile of its places' excess, as a
 * share of its worst places'. A defect lies somewhere; another light, ground or product shows everywhere.
 */
export function allOver({ distances }: ScreenMap, yardstick: Yardstick): number {
  const counted = masked(excess(distances, yardstick), yardstick.mask);
  const most = meanOfWorst(counted, worstOfAll);
  return most > 0 ? quantile([...counted.sort()], 0.75) / most : 0;
}

/**
 * Median and spread of each place: its own median deviation, and that of all places beside it. With few frames a
 * place's own says little, so the share of all falls with their number: 3.3 at 33 frames, 0.5 at 400 (measured).
 */
function places(maps: readonly ScreenMap[], mask: Uint8Array | null) {
  const size = maps[0]!.distances.length;
  const median = new Float64Array(size);
  const spread = new Float64Array(size);
  const counted: number[] = [];
  for (let place = 0; place < size; place++) {
    if (mask && !mask[place]) continue;
    const values = maps.map(({ distances }) => distances[place]!);
    median[place] = medianOf(values);
    spread[place] = deviationOf(values, median[place]!);
    for (const value of values) counted.push(value);
  }
  const all = medianOf(counted);
  const ofAll = (0.25 + 100 / maps.length) * deviationOf(counted, all);
  for (let place = 0; place < size; place++) spread[place]! += ofAll + tiny;
  return { median, spread, all };
}

function worstOf(
  { distances, around }: ScreenMap,
  yardstick: Pick<Yardstick, 'mask' | 'median' | 'spread' | 'usual'>,
): { lonely: number; place: number } {
  const { mask, usual } = yardstick;
  return {
    lonely: meanOfWorst(masked(lonely(distances, around, usual), mask), worst),
    place: meanOfWorst(masked(excess(distances, yardstick), mask), worst),
  };
}

/**
 * Each distance by those around it, after the local outlier factor (Breunig et al. 2000): where good patches lie close
 * together, one a little apart is odd. What lies around a patch is known from many frames only, so the usual distance of all
 * is mixed in, the more the fewer there are: with 40 the ratio is all but the distance itself.
 */
function lonely(distances: Float32Array, around: Float32Array, usual: number): Float32Array {
  return distances.map((distance, place) => distance / (around[place]! + usual));
}

/** Returns each place's distance above its median, in its spread. */
function excess(
  distances: Float32Array,
  { median, spread }: Pick<Yardstick, 'median' | 'spread'>,
): Float32Array {
  return distances.map((distance, place) => (distance - median[place]!) / spread[place]!);
}

function masked(values: Float32Array, mask: Uint8Array | null): Float32Array {
  return mask ? values.filter((_, place) => mask[place]) : values;
}

function meanOfWorst(values: Float32Array, count: number): number {
  const largest = values.toSorted().subarray(-Math.min(count, values.length));
  return largest.reduce((sum, value) => sum + value, 0) / Math.max(1, largest.length);
}

function standard(values: readonly number[]): Standard {
  const ascending = values.toSorted((a, b) => a - b);
  const median = quantile(ascending, 0.5);
  const scale = (quantile(ascending, scaleShare) - median) / halvings;
  return { median, scale: Math.max(scale, Math.abs(median) * 1e-9, tiny) };
}

function lengths(value: number, { median, scale }: Standard): number {
  return (value - median) / scale;
}

function medianOf(values: readonly number[]): number {
  const ascending = Float64Array.from(values).sort();
  const { length } = ascending;
  return (ascending[(length - 1) >> 1]! + ascending[length >> 1]!) / 2;
}

/** Median of the absolute differences from the median. */
function deviationOf(values: readonly number[], median: number): number {
  return medianOf(values.map((value) => Math.abs(value - median)));
}
