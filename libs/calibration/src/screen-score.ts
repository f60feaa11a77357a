import { quantile } from './quantile.js';

/** Worst places in the mean that stands for a frame. */
const worst = 10;
/** The 85 % quantile less the median is one length of the scale: up to 15 % of poison do not move it much. */
const scaleShare = 0.85;
/** Lengths are counted in halvings of an exponential tail: it halves log2(0.5 / 0.15) times on the way there. */
const halvings = Math.log2(0.5 / (1 - scaleShare));

/** Median of a quantity, and how much of it halves an exponential tail. */
interface Standard {
  readonly median: number;
  readonly scale: number;
}

/** What is usual among the frames that are screened; scores one of them, or a changed one, by it. */
export interface Yardstick {
  /** Row-major, 1 where a place counts; null: all do. */
  readonly mask: Uint8Array | null;
  /** Median of each place, and what its excess is divided by. */
  readonly median: Float64Array;
  readonly spread: Float64Array;
  readonly distance: Standard;
  readonly place: Standard;
  readonly both: Standard;
}

/**
 * How unlike the others a frame is, from its map of distances to the frames of other parts: the mean of its worst
 * places, as they are and in each place's own spread, standardised and added. Medians and an 85 % quantile make
 * the yardstick, so that the few bad ones among them do not.
 */
export function yardstickOf(maps: readonly Float32Array[], mask: Uint8Array | null): Yardstick {
  const { median, spread } = places(maps, mask);
  const worsts = maps.map((map) => worstOf(map, { mask, median, spread }));
  const distance = standard(worsts.map((one) => one.distance));
  const place = standard(worsts.map((one) => one.place));
  const sums = worsts.map((one) => lengths(one.distance, distance) + lengths(one.place, place));
  return { mask, median, spread, distance, place, both: standard(sums) };
}

/** In halvings of an exponential tail above the median; see `extremeOnes`. */
export function extremeness(map: Float32Array, yardstick: Yardstick): number {
  const { distance, place } = worstOf(map, yardstick);
  const sum = lengths(distance, yardstick.distance) + lengths(place, yardstick.place);
  return lengths(sum, yardstick.both);
}

/**
 * How far a frame is unlike the others all over, 0 to about 1: the 75 % quantile of its places' excess, as a share of
 * its worst places'. A defect lies somewhere; another light, ground or product shows everywhere.
 */
export function allOver(map: Float32Array, yardstick: Yardstick): number {
  const { mask, median, spread } = yardstick;
  const excess = map.map((value, place) => (value - median[place]!) / spread[place]!);
  const counted = mask ? excess.filter((_, place) => mask[place]) : excess;
  const { place: worstExcess } = worstOf(map, yardstick);
  return worstExcess > 0 ? quantile([...counted.sort()], 0.75) / worstExcess : 0;
}

/**
 * Median and spread of each place: its own median deviation, and that of all places beside it. With few frames a
 * place's own says little, so the share of all falls with their number: 3.3 at 33 frames, 0.5 at 400 (measured).
 */
function places(maps: readonly Float32Array[], mask: Uint8Array | null) {
  const size = maps[0]!.length;
  const median = new Float64Array(size);
  const spread = new Float64Array(size);
  const counted: number[] = [];
  for (let place = 0; place < size; place++) {
    if (mask && !mask[place]) continue;
    const values = maps.map((map) => map[place]!);
    median[place] = medianOf(values);
    spread[place] = deviationOf(values, median[place]!);
    for (const value of values) counted.push(value);
  }
  const all = (0.25 + 100 / maps.length) * deviationOf(counted, medianOf(counted));
  for (let place = 0; place < size; place++) spread[place]! += all + Number.MIN_VALUE * 2 ** 60;
  return { median, spread };
}

function worstOf(
  map: Float32Array,
  { mask, median, spread }: Pick<Yardstick, 'mask' | 'median' | 'spread'>,
): { distance: number; place: number } {
  const counted = mask ? map.filter((_, place) => mask[place]) : map;
  const excess = map.map((value, place) => (value - median[place]!) / spread[place]!);
  return {
    distance: meanOfWorst(counted),
    place: meanOfWorst(mask ? excess.filter((_, place) => mask[place]) : excess),
  };
}

function meanOfWorst(values: Float32Array): number {
  const largest = values.toSorted().subarray(-Math.min(worst, values.length));
  return largest.reduce((sum, value) => sum + value, 0) / Math.max(1, largest.length);
}

function standard(values: readonly number[]): Standard {
  const ascending = values.toSorted((a, b) => a - b);
  const median = quantile(ascending, 0.5);
  const scale = (quantile(ascending, scaleShare) - median) / halvings;
  return { median, scale: Math.max(scale, Math.abs(median) * 1e-9, Number.MIN_VALUE * 2 ** 60) };
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
