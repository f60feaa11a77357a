import { expect, test } from 'vitest';
import { nextFiles } from './next-files.js';
import { type SeenFile, Stillness, patience } from './stillness.js';

const settleMs = 1_000;

function file(name: string, changes: Partial<SeenFile> = {}): SeenFile {
  const seen = { name, bytes: 10, changedMs: 5_000, entryChangedMs: 5_000, ...changes };
  return { ...seen, identity: `${seen.bytes} ${seen.changedMs}` };
}

/** Looks at the same files at each of the times, and returns the names that may be pushed at the last. */
function pushable(
  looks: readonly (readonly [number, readonly SeenFile[]])[],
  order: 'name' | 'time' = 'name',
) {
  const stillness = new Stillness(settleMs);
  for (const [at, files] of looks) stillness.look(files, at);
  const [at, files] = looks.at(-1)!;
  return nextFiles(files, order, stillness, at).map(({ name }) => name);
}

test('a file is whole when it stood still, and not before', () => {
  const files = [file('a.png')];
  expect(pushable([[0, files]])).toEqual([]);
  expect(pushable([[0, files], [999, files]])).toEqual([]); // prettier-ignore
  expect(pushable([[0, files], [1_000, files]])).toEqual(['a.png']); // prettier-ignore
});

test('a file that grows is not whole, and holds back those after it in the order', () => {
  const rest = [file('b.png'), file('c.png')];
  const growing = (bytes: number) => [file('a.png', { bytes }), ...rest];
  expect(pushable([[0, growing(10)], [2_000, growing(20)]])).toEqual([]); // prettier-ignore
  expect(pushable([[0, growing(10)], [2_000, growing(20)], [3_000, growing(20)]])).toEqual(['a.png', 'b.png', 'c.png']); // prettier-ignore
});

test('a file that was renamed in is whole at once: its entry is younger than its bytes', () => {
  expect(pushable([[0, [file('a.png', { entryChangedMs: 6_000 })]]])).toEqual(['a.png']);
});

test('names are in the order of their numbers, times in theirs', () => {
  const files = [file('part-10.png', { changedMs: 1 }), file('part-9.png', { changedMs: 2 })];
  const looks = [[0, files], [1_000, files]] as const; // prettier-ignore
  expect(pushable(looks)).toEqual(['part-9.png', 'part-10.png']);
  expect(pushable(looks, 'time')).toEqual(['part-10.png', 'part-9.png']);
});

test('an empty file, or one whose end seems to be missing, waits for half a minute and holds back none', () => {
  const files = [file('a.png', { bytes: 0 }), file('b.png'), file('c.png')];
  const stillness = new Stillness(settleMs);
  const at = (nowMs: number) => {
    stillness.look(files, nowMs);
    return nextFiles(files, 'name', stillness, nowMs).map(({ name }) => name);
  };
  at(0);
  stillness.suspect(files[1]!);
  expect(at(1_000)).toEqual(['c.png']);
  expect(at(patience * settleMs)).toEqual(['a.png', 'b.png', 'c.png']);
});
