import { expect, test } from 'vitest';
import { type CopiedFrame, duplicateGroups } from './duplicate-groups.js';

const frames = (group: string, seconds: readonly number[], partId: (i: number) => string | null) =>
  seconds.map((second, i): CopiedFrame => ({
    frameId: `${group}${i}`,
    first: `${group}0`,
    distance: i / 1000,
    partId: partId(i),
    seenAt: new Date(second * 1000),
  }));
const kinds = (all: readonly CopiedFrame[]) => duplicateGroups(all).map(({ kind }) => kind);

test('one part in quick succession is a burst, one part later again is the same part twice', () => {
  expect(kinds(frames('a', [0, 1, 2], () => 'p'))).toEqual(['burst']);
  expect(kinds(frames('a', [0, 1, 2, 3, 4, 5], () => 'p'))).toEqual(['burst']);
  expect(kinds(frames('a', [0, 60], () => 'p'))).toEqual(['same-part-twice']);
  expect(kinds(frames('a', [0, 1], (i) => `p${i}`))).toEqual(['same-part-twice']);
});

test('parts that go on while the picture does not are a stuck camera', () => {
  expect(kinds(frames('a', [0, 1, 2, 3], (i) => `p${i}`))).toEqual(['stuck-camera']);
  expect(kinds(frames('a', [0, 1, 2, 3, 4], () => null))).toEqual(['stuck-camera']);
});

test('groups come newest first, each with all of its frames; a first without others is none', () => {
  const all = [...frames('a', [0, 1], () => null), ...frames('b', [5], () => null), ...frames('c', [7, 9], () => 'p')]; // prettier-ignore
  expect(duplicateGroups(all)).toMatchObject([
    { first: 'c0', frameIds: ['c0', 'c1'], partIds: ['p'], distance: 0.001 },
    { first: 'a0', frameIds: ['a0', 'a1'], partIds: [] },
  ]);
});
