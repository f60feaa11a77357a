import { expect, test } from 'vitest';
import { DrawnPictures } from './drawn-pictures.js';

function counting(bytes: number) {
  const drawn = { times: 0 };
  const draw = () => {
    drawn.times += 1;
    return Promise.resolve(Buffer.alloc(bytes));
  };
  return { drawn, draw };
}

test('a picture is drawn once, however many ask for it at the same time and later', async () => {
  const pictures = new DrawnPictures();
  const { drawn, draw } = counting(1_000);
  await Promise.all(Array.from({ length: 20 }, () => pictures.of('a', draw)));
  await pictures.of('a', draw);
  expect(drawn.times).toBe(1);
  await pictures.of('b', draw);
  expect(drawn.times).toBe(2);
});

test('a picture that could not be drawn is drawn again for the next who asks', async () => {
  const pictures = new DrawnPictures();
  await expect(pictures.of('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  const { drawn, draw } = counting(10);
  await pictures.of('a', draw);
  expect(drawn.times).toBe(1);
});

test('no more than 64 MiB are kept: the one that was not asked for longest goes', async () => {
  const pictures = new DrawnPictures();
  const { drawn, draw } = counting(30 * 2 ** 20);
  for (const name of ['a', 'b', 'c']) await pictures.of(name, draw);
  await pictures.of('c', draw);
  await pictures.of('b', draw);
  expect(drawn.times).toBe(3);
  await pictures.of('a', draw);
  expect(drawn.times).toBe(4);
});
