import type { CameraReference, ImageQuality } from '#contracts';
import type { RgbImage } from '../rgb-image.js';
import { comparableOf, lieOf, openReference } from './camera-reference.js';
import { focusOf } from './focus.js';
import { greyOf } from './grey.js';
import { photometry } from './photometry.js';

const unmoved = { shiftX: 0, shiftY: 0, turn: 0, match: 0 };

/**
 * Measures what can be said of a picture without looking for a defect: sharpness, light, colour, and how it lies
 * against the reference (unmoved, with match 0, where there is none). `counts` is 1 for the pixels that count.
 */
export function measureQuality(
  image: RgbImage,
  reference: CameraReference | null,
  counts: Uint8Array | null = null,
): ImageQuality {
  const grey = greyOf(image);
  const lie = reference === null ? unmoved : lieOf(openReference(reference), comparableOf(grey));
  return { focus: focusOf(grey, counts), ...photometry(image, grey, counts), ...lie };
}
