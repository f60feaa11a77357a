import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  familyOf,
  type DefectEmbedding,
  type FamilyReach,
  regroup,
  startReach,
} from './families.js';
import { seededRandom, shuffledPlaces } from '#numbers';
import { makeUnit } from '../vectors.js';
import { draws, runs, study } from '../../../../test/support/study.js';

const dimensions = 128;

/** Looks of `kinds` kinds in turn, each about its own axis; `spread` 0 is all alike. */
function looksOf(count: number, kinds: number, seed: number, spread = 0.1): DefectEmbedding[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const vector = Float32Array.from({ length: dimensions }, () => (random() - 0.5) * spread);
    vector[i % kinds]! += 1;
    return { id: String(i).padStart(5, '0'), vector: makeUnit(vector), family: null };
  });
}

const ids = () => {
  let next = 0;
  return () => `f${String(next++).padStart(4, '0')}`;
};

/** Runs the watch: each defect embedding joins a family or starts one; now and then all are grouped anew. */
function stream(looks: readonly DefectEmbedding[], every: number, newId: () => string) {
  let families: FamilyReach[] = [];
  let seen: DefectEmbedding[] = [];
  const history = new Map<string, Set<string | null>>();
  for (const [i, look] of looks.entries()) {
    const found = familyOf(families, look.vector);
    const family = found?.id ?? newId();
    if (found === null) families.push({ id: family, centre: look.vector, reach: startReach, named: false }); // prettier-ignore
    seen.push({ ...look, family });
    if ((i + 1) % every === 0) {
      const grouped = regroup(seen, families, { newId, onlyIfBetter: true });
      seen = seen.map((one) => ({ ...one, family: grouped.of.get(one.id)! }));
      families = [...grouped.families];
    }
    for (const one of seen) history.set(one.id, (history.get(one.id) ?? new Set()).add(one.family));
  }
  return { seen, families, history };
}

describe('families of looks', () => {
  test(
    'kinds that are apart: no look ever changes its family, whatever comes in which order',
    study,
    () => {
      fc.assert(
        fc.property(
          fc.record({ kinds: fc.integer({ min: 1, max: 5 }), count: fc.integer({ min: 10, max: draws(25, 50) }), every: fc.integer({ min: 5, max: 20 }), seed: fc.nat(1000) }), // prettier-ignore
          ({ kinds, count, every, seed }) => {
            const looks = looksOf(count, kinds, seed);
            const order = shuffledPlaces(count, seededRandom(seed + 1)).map((i) => looks[i]!);
            const { seen, history } = stream(order, every, ids());
            for (const families of history.values()) expect(families.size).toBe(1);
            const kindOf = ({ id }: DefectEmbedding) => Number(id) % kinds;
            for (const a of seen)
              for (const b of seen) expect(a.family === b.family).toBe(kindOf(a) === kindOf(b));
          },
        ),
        runs(5, 25),
      );
    },
  );

  test(
    'looks without order: a family that a person named keeps its id, and is never joined with another',
    study,
    () => {
      fc.assert(
        fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 4 }), (seed, k) => {
          const random = seededRandom(seed);
          const looks = looksOf(30, 4, seed, 3).map((look, i) => ({
            ...look,
            family: `n${i % 3}`,
          }));
          const named = ['n0', 'n1', 'n2'].map((id) => ({ id, centre: looks[0]!.vector, reach: 1, named: random() < 0.7 })); // prettier-ignore
          const { families } = regroup(looks, named, { k, newId: ids() });
          const after = families.map(({ id }) => id);
          expect(new Set(after).size).toBe(after.length);
          for (const { id } of named.filter((one) => one.named)) expect(after).toContain(id);
        }),
        runs(8, 40),
      );
    },
  );

  test('the same looks in any order and the same seed give the same families', study, () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (seed, order) => {
        const looks = looksOf(24, 3, seed, 2).map((one, i) => ({ ...one, family: i < 9 ? 'old' : null })); // prettier-ignore
        const shuffled = shuffledPlaces(24, seededRandom(order)).map((i) => looks[i]!);
        const a = regroup(looks, [], { seed, newId: ids() });
        const b = regroup(shuffled, [], { seed, newId: ids() });
        expect([...b.of]).toEqual([...a.of]);
        expect(b.families).toEqual(a.families);
      }),
      runs(4, 25),
    );
  });

  test('a group goes on as the family it overlaps most, the rest gets a new id', () => {
    const looks = looksOf(20, 2, 1).map((look, i) => ({ ...look, family: i < 14 ? 'a' : 'b' }));
    const { of } = regroup(looks, [], { k: 2, newId: ids() });
    const groups = [0, 1].map((kind) => new Set(looks.flatMap(({ id }, i) => (i % 2 === kind ? [of.get(id)] : [])))); // prettier-ignore
    expect(groups.map((one) => one.size)).toEqual([1, 1]);
    expect(new Set([...groups[0]!, ...groups[1]!])).toEqual(new Set(['a', 'b']));
  });

  test('one cloud is one family, and what is far from all is a new look', () => {
    const one = regroup(looksOf(30, 1, 5, 4), [], { newId: ids() });
    expect(one.families).toHaveLength(1);
    const away = new Float32Array(dimensions);
    away[7] = -1;
    const tight = regroup(looksOf(30, 1, 5), [], { newId: ids() });
    expect(familyOf(tight.families, away)).toBeNull();
    expect(familyOf(tight.families, looksOf(1, 1, 9)[0]!.vector)?.id).toBe(tight.families[0]!.id);
  });

  test('DBSCAN leaves what is alone in no family', () => {
    const looks = [...looksOf(20, 2, 3)];
    const alone = new Float32Array(dimensions);
    alone[9] = 1;
    looks.push({ id: '99999', vector: alone, family: null });
    const { of, families } = regroup(looks, [], { method: 'dbscan', newId: ids() });
    expect(of.get('99999')).toBeNull();
    expect(families).toHaveLength(2);
  });
});
