import { expect, test } from 'vitest';
import { TouchstoneError } from '#contracts';
import { failureText } from './failure.js';

test('a known failure is its title, its sentence and its code, with no stack', () => {
  const text = failureText(new TouchstoneError('folder-layout', 'There is no train/good.'), false);
  expect(text).toBe(
    'touchstone: The folder is not laid out as expected: There is no train/good. [folder-layout]',
  );
});

test('anything else is its message and how to see more', () => {
  const text = failureText(new RangeError('odd'), false);
  expect(text).toContain('touchstone: odd');
  expect(text).not.toContain('failure.spec');
});

test('debugging shows the stack', () => {
  expect(failureText(new TouchstoneError('internal', 'x'), true)).toContain('failure.spec');
});
