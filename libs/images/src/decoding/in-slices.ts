import { setImmediate as nextTurn } from 'node:timers/promises';

/** The number of pixels, or steps as cheap, that are gone over before others get a turn: about a millisecond. */
const slice = 250_000;

/**
 * Does `row` for each of `rows`, letting the event loop do its other work in between: a large picture must hold up no
 * request. `perRow` is how many pixels one row has.
 */
export async function inSlices(
  rows: number,
  perRow: number,
  row: (index: number) => void,
): Promise<void> {
  const atOnce = Math.max(1, Math.floor(slice / Math.max(perRow, 1)));
  for (let index = 0; index < rows; index++) {
    if (index > 0 && index % atOnce === 0) await nextTurn();
    row(index);
  }
}
