import type { CameraLimits, ImageQuality, Range, SetAside, SetAsideReason } from '#contracts';

type Figure = Exclude<keyof ImageQuality, 'match'>;

interface Said {
  readonly figure: Figure;
  readonly reason: SetAsideReason;
  readonly low: string;
  readonly high: string;
}

/** A sharper frame, and one with fewer clipped pixels, is no fault. */
const figures: readonly Said[] = [
  { figure: 'focus', reason: 'blurred', low: 'less sharp', high: '' },
  { figure: 'exposure', reason: 'badly-exposed', low: 'darker', high: 'brighter' },
  { figure: 'clippedDark', reason: 'badly-exposed', low: '', high: 'more of it black' },
  { figure: 'clippedBright', reason: 'badly-exposed', low: '', high: 'more of it white' },
  { figure: 'castRed', reason: 'badly-exposed', low: 'less red', high: 'more red' },
  { figure: 'castBlue', reason: 'badly-exposed', low: 'less blue', high: 'more blue' },
  { figure: 'shiftX', reason: 'shifted', low: 'further left', high: 'further right' },
  { figure: 'shiftY', reason: 'shifted', low: 'further up', high: 'further down' },
  { figure: 'turn', reason: 'shifted', low: 'turned to the left', high: 'turned to the right' },
];
const moves: readonly Figure[] = ['shiftX', 'shiftY', 'turn'];

/**
 * Returns why a frame should not become a normal, from its picture's quality against the limits of the others: the
 * farthest figure of each reason. A move that is not believed is no reason.
 */
export function qualityFindings(quality: ImageQuality, limits: CameraLimits): SetAside[] {
  const farthest = new Map<SetAsideReason, { far: number; finding: SetAside }>();
  for (const said of figures) {
    if (moves.includes(said.figure) && quality.match < limits.leastMatch) continue;
    const found = compare(said, quality[said.figure], limits[said.figure]);
    if (found && found.far > (farthest.get(said.reason)?.far ?? 0))
      farthest.set(said.reason, found);
  }
  return [...farthest.values()].map(({ finding }) => finding);
}

function compare(said: Said, value: number, { low, high }: Range) {
  const width = Math.max(high - low, Number.EPSILON);
  if (value < low && said.low !== '')
    return { far: (low - value) / width, finding: finding(said, said.low, value, low) };
  if (value > high && said.high !== '')
    return { far: (value - high) / width, finding: finding(said, said.high, value, high) };
  return undefined;
}

function finding({ figure, reason }: Said, how: string, value: number, limit: number): SetAside {
  const [is, bound] = [value, limit].map((number) => Number(number.toPrecision(3)));
  const detail = `The picture is ${how} than the others: ${figure} is ${is}, the others allow ${bound}.`;
  return { reason, detail, value, limit, likeFrame: null };
}
