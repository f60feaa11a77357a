import type { CameraReference } from '#contracts';
import type { RgbImage } from '../rgb-image.js';
import { type GreyImage, greyOf, normalised, shrunk } from './grey.js';
import { matchAt, type Move, refineMove, type Template, templateOf } from './refine-move.js';
import { votesFor } from './move-votes.js';
import { type Spectrum, spectrumOf, spectrumSide, wholeMove } from './phase-correlation.js';

/** Side of the grey picture that frames are compared with. */
const side = 128;

/** An image as it is compared: its move is looked for at 64 pixels, then refined at 128. */
export interface Comparable {
  readonly grey: GreyImage;
  readonly spectrum: Spectrum;
}

/** A reference made ready. */
interface Opened {
  readonly template: Template;
  readonly spectrum: Spectrum;
}

/** Match from which on no other start is tried. */
const surely = 0.9;

/** Votes of a picture's blocks from which on its move is believed. */
const majority = 0.7;

/** A move that no block can see: less than a pixel of 128. */
function isSmall({ x, y, turn }: Move): boolean {
  return Math.hypot(x, y) < 0.75 && Math.abs(turn) * (side / 2) < 0.75;
}

/** The position of a picture against its reference: right, down as shares of the sides, clockwise in degrees. */
export interface Lie {
  readonly shiftX: number;
  readonly shiftY: number;
  readonly turn: number;
  /** Correlation there, 0 to 1; 0 too where most of the picture's blocks say that they have not moved so. */
  readonly match: number;
}

/** Returns the grey picture of an image that others are to be compared with. */
export function cameraReferenceOf(image: RgbImage): CameraReference {
  const { values } = shrunk(greyOf(image), side, side);
  const grey = Buffer.from(Uint8Array.from(values, Math.round)).toString('base64');
  return { width: side, height: side, grey };
}

const opened = new WeakMap<CameraReference, Opened>();

/** Makes a reference ready; it is kept as long as the reference itself. */
export function openReference(reference: CameraReference): Opened {
  const known = opened.get(reference);
  if (known !== undefined) return known;
  const { width, height, grey } = reference;
  const values = Float32Array.from(Buffer.from(grey, 'base64'));
  const comparable = comparableOf(shrunk({ width, height, values }, side, side));
  const ready = { template: templateOf(comparable.grey), spectrum: comparable.spectrum };
  opened.set(reference, ready);
  return ready;
}

/** Puts a grey image, of any size, beside others. */
export function comparableOf(image: GreyImage): Comparable {
  const small = shrunk(image, side, side);
  const spectrum = spectrumOf(normalised(shrunk(small, spectrumSide, spectrumSide)));
  return { grey: normalised(small), spectrum };
}

/**
 * Finds a picture's position against its reference: from the phase correlation's peak, and where that fails from rest.
 */
export function lieOf(reference: Opened, image: Comparable): Lie {
  const whole = wholeMove(reference.spectrum, image.spectrum);
  const factor = side / spectrumSide;
  const peak = { x: whole.x * factor, y: whole.y * factor, turn: 0 };
  let best = tried(reference, image, peak);
  if (best.match < surely) {
    const still = tried(reference, image, { x: 0, y: 0, turn: 0 });
    if (still.match > best.match) best = still;
  }
  const { move } = best;
  const believed = isSmall(move) || votesFor(reference.template, image.grey, move) >= majority;
  const match = believed ? best.match : 0;
  return {
    shiftX: move.x / side,
    shiftY: move.y / side,
    turn: (move.turn * 180) / Math.PI,
    match: Math.max(0, match),
  };
}

function tried({ template }: Opened, { grey }: Comparable, first: Move) {
  const move = refineMove(template, grey, first);
  return { move, match: matchAt(template, grey, move) };
}
