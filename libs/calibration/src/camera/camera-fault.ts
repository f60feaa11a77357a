import type { CameraCause, CameraFault, CameraLimits, ImageQuality, Range } from '#contracts';
import { type CameraFigure, moves } from './camera-limits.js';

/** The region that was looked at, in pixels of the frame. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

interface Rule {
  readonly figure: CameraFigure;
  readonly side: 'low' | 'high';
  readonly cause: CameraCause;
  readonly text: (value: number, usual: number, frame: FrameSize) => string;
}

/** A sharper picture and one with fewer clipped pixels are no faults. */
const rules: readonly Rule[] = [
  { figure: 'focus', side: 'low', cause: 'blurred', text: (v, u) => `blurred: ${share(v / u)} of the usual sharpness` }, // prettier-ignore
  { figure: 'exposure', side: 'low', cause: 'dark', text: (v, u) => `${share(1 - v / u)} darker` },
  { figure: 'exposure', side: 'high', cause: 'bright', text: (v, u) => `${share(v / u - 1)} brighter` }, // prettier-ignore
  { figure: 'clippedDark', side: 'high', cause: 'clipped', text: (v) => `${share(v)} of the picture is black` }, // prettier-ignore
  { figure: 'clippedBright', side: 'high', cause: 'clipped', text: (v) => `${share(v)} of the picture is white` }, // prettier-ignore
  { figure: 'castRed', side: 'low', cause: 'colour-cast', text: cast('red') },
  { figure: 'castRed', side: 'high', cause: 'colour-cast', text: cast('red') },
  { figure: 'castBlue', side: 'low', cause: 'colour-cast', text: cast('blue') },
  { figure: 'castBlue', side: 'high', cause: 'colour-cast', text: cast('blue') },
  { figure: 'shiftX', side: 'low', cause: 'shifted', text: (v, u, f) => `moved ${pixels((u - v) * f.width)} left` }, // prettier-ignore
  { figure: 'shiftX', side: 'high', cause: 'shifted', text: (v, u, f) => `moved ${pixels((v - u) * f.width)} right` }, // prettier-ignore
  { figure: 'shiftY', side: 'low', cause: 'shifted', text: (v, u, f) => `moved ${pixels((u - v) * f.height)} up` }, // prettier-ignore
  { figure: 'shiftY', side: 'high', cause: 'shifted', text: (v, u, f) => `moved ${pixels((v - u) * f.height)} down` }, // prettier-ignore
  { figure: 'turn', side: 'low', cause: 'shifted', text: (v, u) => `turned ${degrees(u - v)} to the left` }, // prettier-ignore
  { figure: 'turn', side: 'high', cause: 'shifted', text: (v, u) => `turned ${degrees(v - u)} to the right` }, // prettier-ignore
];

/**
 * Tells whether the camera, not the part, is at fault: the figure that lies farthest outside its range, in widths of
 * the range; null where all lie inside. Pure. A move that does not match the reference is not believed.
 */
export function faultOf(
  quality: ImageQuality,
  limits: CameraLimits,
  frame: FrameSize,
): CameraFault | null {
  const matches = quality.match >= limits.leastMatch;
  let farthest: { far: number; rule: Rule } | null = null;
  for (const rule of rules) {
    if (!matches && moves.includes(rule.figure)) continue;
    const far = farOutside(quality[rule.figure], limits[rule.figure], rule.side);
    if (far > (farthest?.far ?? 0)) farthest = { far, rule };
  }
  if (farthest === null) return null;
  const { figure, cause, text } = farthest.rule;
  const value = quality[figure];
  return { cause, figure, value, range: limits[figure], text: text(value, limits.usual[figure], frame) }; // prettier-ignore
}

/** Returns the fault of a camera that sends the same picture again. */
export function frozenFault(): CameraFault {
  const text = 'frozen: the same picture as the frame before';
  return { cause: 'frozen', figure: 'bytes', value: 0, range: null, text };
}

function farOutside(value: number, { low, high }: Range, side: 'low' | 'high'): number {
  const outside = side === 'low' ? low - value : value - high;
  return outside / Math.max(high - low, Number.EPSILON);
}

function cast(colour: string): Rule['text'] {
  return (value, usual) => {
    const change = Math.exp(value - usual) - 1;
    return `${share(Math.abs(change))} ${change < 0 ? 'less' : 'more'} ${colour}`;
  };
}

function share(value: number): string {
  return `${Math.round(100 * value)} %`;
}

function pixels(value: number): string {
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} px`;
}

function degrees(value: number): string {
  return `${value.toFixed(1)} degrees`;
}
