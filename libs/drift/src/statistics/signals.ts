import type { DriftSignal, ImageQuality } from '#contracts';
import type { Sides } from './figure-watch.js';

/** Signals that are tests of figures; the alarm rate has a test of its own. */
export type FigureSignal = Exclude<DriftSignal, 'alarm-rate'>;
export const figureSignals = [
  'scores',
  'focus',
  'exposure',
  'colour',
  'shift',
  'embedding',
] as const satisfies readonly FigureSignal[];

export type FigureName =
  | 'score'
  | 'embedding'
  | Extract<
      keyof ImageQuality,
      'focus' | 'exposure' | 'castRed' | 'castBlue' | 'shiftX' | 'shiftY'
    >;

/** Figures of each signal, and the change of each that nobody needs to know of, in its own unit. */
export const figuresOf: Record<FigureSignal, readonly FigureName[]> = {
  scores: ['score'],
  focus: ['focus'],
  exposure: ['exposure'],
  colour: ['castRed', 'castBlue'],
  shift: ['shiftX', 'shiftY'],
  embedding: ['embedding'],
};

/** A brightness of 0.8 % of white, a colour 1 % off, a tenth of a pixel in a hundred. */
const leastChange: Record<FigureName, number> = {
  score: 0,
  focus: 0,
  embedding: 0,
  exposure: 0.008,
  castRed: 0.01,
  castBlue: 0.01,
  shiftX: 0.001,
  shiftY: 0.001,
};

/** The least share of the usual sharpness, which has no unit, that counts. */
const leastShareOfFocus = 0.03;

export function leastDeadBandOf(figure: FigureName, normals: readonly number[]): number {
  if (figure !== 'focus' || normals.length === 0) return leastChange[figure];
  const mean = normals.reduce((sum, value) => sum + value, 0) / normals.length;
  return leastShareOfFocus * Math.abs(mean);
}

/** Blocks of embeddings can only lie farther off; all else can go either way. */
export function sidesOf(figure: FigureName): Sides {
  return figure === 'embedding' ? 'up' : 'both';
}
