import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Inspection, shiftOf } from '#contracts';
import { chosenCases, worthOf } from './review-cases.js';
import { effectOf } from './answer-frame.js';

const limits = { warn: 2, reject: 3, scale: 0.5 };

function seen(imageScore: number, changes: Partial<Inspection> = {}): Inspection {
  const verdict = imageScore > 3 ? 'defect' : imageScore > 2 ? 'review' : 'ok';
  const nearest = {
    normalId: 'n',
    normalPatch: { row: 0, column: 0 },
    patch: { row: 0, column: 0 },
  };
  return { frameId: `f${imageScore}`, imageScore, verdict, limits, lookAlike: null, partId: null, nearest, ...changes } as Inspection; // prettier-ignore
}

const alike = (likeness: number) =>
  seen(3.2, { lookAlike: { likeness } as NonNullable<Inspection['lookAlike']> });

test.each([
  [seen(1), null],
  [seen(2.5), 'between-limits'],
  [seen(3.2), 'near-limit'],
  [seen(4), null],
  [seen(9), 'unlike-any'],
  [alike(0.2), 'look-alike'],
  [alike(0.8), null],
] as const)('%#: why an answer could change something', (inspection, reason) =>
  expect(worthOf(inspection)?.reason ?? null).toBe(reason),
);

test('worth lies in 0 to 1 and falls with the distance from the limit', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (score) => {
      const worth = worthOf(seen(score))?.worth ?? 0;
      expect(worth).toBeGreaterThanOrEqual(0);
      expect(worth).toBeLessThanOrEqual(1);
    }),
  );
  expect(worthOf(seen(2.9))!.worth).toBeGreaterThan(worthOf(seen(2.1))!.worth);
  expect(worthOf(seen(3.1))!.worth).toBeGreaterThan(worthOf(seen(3.4))!.worth);
});

test('at most so many cases are chosen, the worthiest first, and not twenty times the same look', () => {
  const image = (x: number) => Float32Array.from([x, 1]);
  const many = Array.from({ length: 40 }, (_, i) => ({
    inspection: seen(2.1 + i * 0.02),
    image: image(i < 20 ? 0 : i),
  }));
  const chosen = chosenCases(many, 10);
  expect(chosen).toHaveLength(10);
  expect(chosen.map(({ worth }) => worth)).toEqual(
    chosen.map(({ worth }) => worth).toSorted((a, b) => b! - a!),
  );
  const alikes = many.slice(0, 20);
  alikes.push({ inspection: seen(2.01), image: image(50) }, { inspection: seen(2.02), image: image(90) }); // prettier-ignore
  expect(chosenCases(alikes, 10).length).toBeLessThanOrEqual(3);
});

test('without kept embeddings one frame is chosen for each normal and place, and one for each part', () => {
  const same = [2.5, 2.6, 2.7].map((score) => ({ inspection: seen(score), image: null }));
  expect(chosenCases(same, 10)).toHaveLength(1);
  const elsewhere = same.map(({ inspection }, i) => ({
    inspection: { ...inspection, nearest: { ...inspection.nearest, normalId: `n${i}` } },
    image: null,
  }));
  expect(chosenCases(elsewhere, 10)).toHaveLength(3);
  const ofOnePart = elsewhere.map(({ inspection, image }) => ({
    inspection: { ...inspection, partId: 'p' },
    image,
  }));
  expect(chosenCases(ofOnePart, 10)).toHaveLength(1);
});

test('shifts: eight hours from midnight UTC; every moment lies in its own', () => {
  const { start, end } = shiftOf(new Date('2026-03-04T09:10:11Z'), 8);
  expect([start.toISOString(), end.toISOString()]).toEqual([
    '2026-03-04T08:00:00.000Z',
    '2026-03-04T16:00:00.000Z',
  ]);
});

test('what an answer leads to', () => {
  const to = (answer: 'ok' | 'defect' | 'unsure', verdict: Inspection['verdict'], goldenPart: string | null = null) => effectOf({ answer }, { verdict, goldenPart }).effect; // prettier-ignore
  expect([to('ok', 'defect'), to('ok', 'review'), to('ok', 'ok')]).toEqual(['pending', 'pending', 'none']); // prettier-ignore
  expect([to('defect', 'ok'), to('defect', 'defect')]).toEqual(['pending', 'pending']);
  expect([to('unsure', 'defect'), to('ok', 'invalid'), to('defect', 'ok', 'g')]).toEqual(['none', 'none', 'none']); // prettier-ignore
});
