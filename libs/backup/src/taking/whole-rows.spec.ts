import { expect, test } from 'vitest';
import { rowsIn, wholeRows } from './whole-rows.js';

async function gathered(pieces: string[], about: number): Promise<string[]> {
  const found: string[] = [];
  // eslint-disable-next-line @typescript-eslint/require-await
  const source = (async function* () {
    for (const piece of pieces) yield Buffer.from(piece);
  })();
  for await (const piece of wholeRows(source, about)) found.push(piece.toString());
  return found;
}

test('pieces end where rows end, and nothing is lost or changed', async () => {
  const text = Array.from({ length: 200 }, (_, row) => `${row}\t${'x'.repeat(row % 17)}\n`).join(
    '',
  );
  for (const cut of [1, 3, 64, 500, 10_000]) {
    const pieces = text.match(new RegExp(`[\\s\\S]{1,${cut}}`, 'g'))!;
    const found = await gathered(pieces, 100);
    expect(found.join('')).toBe(text);
    expect(found.every((piece) => piece.endsWith('\n'))).toBe(true);
    expect(found.reduce((sum, piece) => sum + rowsIn(Buffer.from(piece)), 0)).toBe(200);
  }
});

test('a row that is longer than a piece stays whole', async () => {
  expect(await gathered(['aaaa', 'aaaa', 'a\nb\n'], 3)).toEqual(['aaaaaaaaa\nb\n']);
});

test('no rows are no piece', async () => {
  expect(await gathered([], 10)).toEqual([]);
});
