import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkBudget } from './work-budget.js';

const limits = {
  bytesOfPeer: 100,
  bytesOfAll: 150,
  bodiesOfPeer: 3,
  bodiesOfAll: 5,
  bytesOfUnknown: 50,
};

test('a peer gets its share and no more, and it has it again when it gave it back', () => {
  const budget = new WorkBudget(limits);
  const give = budget.take('a', 60);
  expect(() => budget.take('a', 60)).toThrow(/this address/);
  give();
  give();
  budget.take('a', 100);
  expect(() => budget.take('a', 1)).toThrow(/this address/);
});

test('all together get no more than all may, though each has room', () => {
  const budget = new WorkBudget(limits);
  budget.take('a', 80);
  budget.take('b', 60);
  expect(() => budget.take('c', 20)).toThrow(/all callers/);
});

test('bodies are counted too, so that slow small ones are bounded', () => {
  const budget = new WorkBudget(limits);
  for (let n = 0; n < 3; n += 1) budget.take('a', 1);
  expect(() => budget.take('a', 1)).toThrow(/3 requests of this address/);
});

test('whatever is taken and given back, nothing is left in hand at the end', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(200))), (asked) => {
      const budget = new WorkBudget(limits);
      const gives: (() => void)[] = [];
      for (const [peer, bytes] of asked)
        try {
          gives.push(budget.take(peer, bytes));
        } catch (error) {
          expect(error).toMatchObject({ code: 'too-much-in-hand', status: 503 });
        }
      for (const give of gives) give();
      for (const peer of ['a', 'b', 'c']) budget.take(peer, 100)();
    }),
  );
});
