/**
 * The code words that the next 16 bits of a JPEG's code may begin with: each one's length, 0 for none, and its value.
 */
export interface HuffmanTable {
  readonly lengths: Uint8Array;
  readonly values: Uint8Array;
}

/** Tables by class (0 DC, 1 AC) times 16 plus number, as a DHT segment numbers them. */
export type HuffmanTables = Map<number, HuffmanTable>;

/** Adds the tables of a DHT segment's parameters (ITU-T T.81, B.2.4.2); what is cut off is left out. */
export function addTables(parameters: Buffer, into: HuffmanTables): void {
  for (let at = 0; at + 17 <= parameters.length;) {
    const counts = parameters.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    into.set(parameters[at]!, tableOf(counts, parameters.subarray(at + 17, at + 17 + total)));
    at += 17 + total;
  }
}

/** Code words in order of their lengths (ITU-T T.81, annex C). */
function tableOf(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const [lengths, values] = [new Uint8Array(65_536), new Uint8Array(65_536)];
  let [from, next] = [0, 0];
  counts.forEach((count, i) => {
    const span = 1 << (15 - i);
    for (let n = 0; n < count; n++, from += span) {
      lengths.fill(i + 1, from, from + span);
      values.fill(symbols[next++] ?? 0, from, from + span);
    }
  });
  return { lengths, values };
}
