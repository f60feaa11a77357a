import { TouchstoneError } from '#contracts';
import type { Size } from '../compile.js';
import type { TapForm } from './places.js';

/**
 * Returns the layout of a tap's value, from its shape (batch first): three axes are tokens; of four, the two that come
 * nearest to the picture's ratio are rows and columns, channels first where both are as near.
 * @throws TouchstoneError backbone-invalid for a value that is neither.
 */
export function formOf(tap: string, shape: readonly number[], size: Size): TapForm {
  if (shape.length === 3) return 'tokens';
  if (shape.length !== 4)
    throw new TouchstoneError(
      'backbone-invalid',
      `The tap "${tap}" gives [${shape.join(', ')}], neither a map [n, channels, height, width] nor tokens ` +
        '[n, tokens, channels]; tap an operation before the pooling.',
    );
  const [, a, b, c] = shape as [number, number, number, number];
  return offRatio(a, b, size) < offRatio(b, c, size) ? 'channels-last' : 'channels-first';
}

/** Cells by which these rows and columns miss the picture's ratio. */
function offRatio(rows: number, columns: number, { width, height }: Size): number {
  return Math.abs((rows * width) / height - columns);
}
