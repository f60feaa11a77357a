import type { CameraLimits, CameraSettings, ImageQuality, Range } from '#contracts';

/** A figure that has a range. */
export type CameraFigure = Exclude<keyof ImageQuality, 'match'>;

/** Figures that say how a picture lies; worth nothing where it does not match its reference. */
export const moves: readonly CameraFigure[] = ['shiftX', 'shiftY', 'turn'];

/**
 * The least width of each figure's range: a few normals that are nearly equal must not make a hair trigger. As a
 * share of the usual value for the sharpness, else in the figure's own unit (a pixel of 256 is .004 of a side).
 */
const leastWidth: Readonly<Record<CameraFigure, number>> = {
  focus: 0.15,
  exposure: 0.04,
  // A missing part shows the ground, which may be black or white.
  clippedDark: 0.4,
  clippedBright: 0.4,
  castRed: 0.04,
  castBlue: 0.04,
  shiftX: 0.008,
  shiftY: 0.008,
  turn: 0.6,
};

/** Share of the normals' own agreement with the reference below which a move is not believed. */
const believed = 0.8;
/** Normals that agree less than this with their own reference have no place to be moved from. */
const leastAgreement = 0.5;
/**
 * Ranges of a move, in its own unit, beyond which parts lie as they were put: one that lies elsewhere, or a piece of a
 * broken one, tells nothing of the camera.
 */
const mostFreedom: Readonly<Partial<Record<CameraFigure, number>>> = {
  shiftX: 0.1,
  shiftY: 0.1,
  turn: 10,
};
/** A match is never above it. */
const never = 2;

/**
 * Limits on the quality figures from those of the normals: from the lowest to the highest, widened on both sides by
 * `margin` times a share of their width (that of nine in ten): 0.95 of it from 10 normals, 0.37 from 100, 0.24 from 400,
 * which is about four deviations from the middle whatever their number. A move counts only where nine of ten normals agree with the reference: parts of a
 * uniform texture have no place. Null without normals.
 */
export function cameraLimitsFrom(
  qualities: readonly ImageQuality[],
  { margin }: Pick<CameraSettings, 'margin'>,
): CameraLimits | null {
  if (qualities.length === 0) return null;
  const usual = Object.fromEntries(
    (Object.keys(qualities[0]!) as (keyof ImageQuality)[]).map((figure) => [
      figure,
      quantile(qualities, figure, 0.5),
    ]),
  ) as ImageQuality;
  const ranges = Object.fromEntries(
    (Object.keys(leastWidth) as CameraFigure[]).map((figure) => [
      figure,
      rangeOf(qualities, figure, usual, margin),
    ]),
  ) as Record<CameraFigure, Range>;
  const agreement = quantile(qualities, 'match', 0.1);
  const placed =
    agreement >= leastAgreement &&
    moves.every((move) => widthOf(ranges[move]) <= mostFreedom[move]!);
  const leastMatch = placed ? believed * agreement : never;
  return { ...ranges, leastMatch, usual };
}

function widthOf({ low, high }: Range): number {
  return high - low;
}

function rangeOf(
  qualities: readonly ImageQuality[],
  figure: CameraFigure,
  usual: ImageQuality,
  margin: number,
): Range {
  const values = qualities.map((quality) => quality[figure]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const unit = figure === 'focus' ? Math.abs(usual.focus) : 1;
  const most = quantile(qualities, figure, 0.95) - quantile(qualities, figure, 0.05);
  const width = Math.max(most, leastWidth[figure] * unit);
  const beyond = margin * width * (0.1 + 2.7 / Math.sqrt(values.length));
  return { low: low - beyond, high: high + beyond };
}

function quantile(
  qualities: readonly ImageQuality[],
  figure: keyof ImageQuality,
  share: number,
): number {
  const values = qualities.map((quality) => quality[figure]).sort((a, b) => a - b);
  return values[Math.floor(share * (values.length - 1))]!;
}
