import type { CameraLimits, ImageQuality, Range } from '#contracts';
import { quantile } from '#numbers';

type Figure = Exclude<keyof ImageQuality, 'match'>;

/** A frame is off when it is this many robust deviations from the middle ... */
const deviations = 6;
/** ... and the move that matters at least: a line that never varies would otherwise lose frames over nothing. */
const leastThatMatters: Readonly<Record<Figure, number>> = {
  focus: 0.35, // as a share of the usual
  exposure: 0.1,
  clippedDark: 0.1,
  clippedBright: 0.1,
  castRed: 0.15,
  castBlue: 0.15,
  shiftX: 0.03,
  shiftY: 0.03,
  turn: 3,
};
/** The ranges of a move where parts lie as they like: it says nothing, and its range is all there is. */
const anywhere: Readonly<Partial<Record<Figure, number>>> = { shiftX: 1, shiftY: 1, turn: 180 };
/** The match below which the move of a frame means nothing. */
const leastMatch = 0.5;
/** The interquartile range of a normal distribution with deviation 1. */
const normalRange = 1.349;

/**
 * Returns the range of each quality figure that frames screened together let expect, from medians and quartiles, so
 * that a quarter of them may be bad. Null below eight frames.
 */
export function robustCameraLimits(qualities: readonly ImageQuality[]): CameraLimits | null {
  if (qualities.length < 8) return null;
  const range = (figure: Figure) => rangeOf(figure, sortedOf(qualities, figure));
  const usual = (figure: keyof ImageQuality) => quantile(sortedOf(qualities, figure), 0.5);
  return {
    focus: range('focus'),
    exposure: range('exposure'),
    clippedDark: range('clippedDark'),
    clippedBright: range('clippedBright'),
    castRed: range('castRed'),
    castBlue: range('castBlue'),
    shiftX: range('shiftX'),
    shiftY: range('shiftY'),
    turn: range('turn'),
    leastMatch,
    usual: {
      focus: usual('focus'),
      exposure: usual('exposure'),
      clippedDark: usual('clippedDark'),
      clippedBright: usual('clippedBright'),
      castRed: usual('castRed'),
      castBlue: usual('castBlue'),
      shiftX: usual('shiftX'),
      shiftY: usual('shiftY'),
      turn: usual('turn'),
      match: usual('match'),
    },
  };
}

function sortedOf(qualities: readonly ImageQuality[], figure: keyof ImageQuality): number[] {
  return qualities.map((quality) => quality[figure]).sort((a, b) => a - b);
}

function rangeOf(figure: Figure, ascending: readonly number[]): Range {
  const middle = quantile(ascending, 0.5);
  const deviation = (quantile(ascending, 0.75) - quantile(ascending, 0.25)) / normalRange;
  const matters = leastThatMatters[figure] * (figure === 'focus' ? Math.abs(middle) : 1);
  const usual = deviations * deviation;
  const half = usual > matters ? (anywhere[figure] ?? usual) : matters;
  return { low: middle - half, high: middle + half };
}
