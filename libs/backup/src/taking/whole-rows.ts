/**
 * Gathers copied rows to pieces of about so many bytes, each of whole rows. In COPY's text a line feed ends a row and
 * stands nowhere else.
 */
export async function* wholeRows(
  pieces: AsyncIterable<Buffer>,
  about: number,
): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    held.push(piece);
    bytes += piece.length;
    const end = bytes < about ? 0 : piece.lastIndexOf('\n') + 1;
    if (end === 0) continue;
    yield Buffer.concat([...held.slice(0, -1), piece.subarray(0, end)]);
    held = [piece.subarray(end)];
    bytes = held[0]!.length;
  }
  if (bytes > 0) yield Buffer.concat(held);
}

/** Counts the rows of a piece. */
export function rowsIn(text: Buffer): number {
  let rows = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) rows += 1;
  return rows;
}
