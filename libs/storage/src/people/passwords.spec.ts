import { expect, test } from 'vitest';
import { hashPassword, isPassword, refuseWeakPassword } from './passwords.js';

test('a password is kept as argon2id, and only itself is it', async () => {
  const hashed = await hashPassword('a good long one');
  expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword('a good long one', hashed)).toBe(true);
  expect(await isPassword('a good long one ', hashed)).toBe(false);
});

test('no password is the one of a name without an account', async () => {
  expect(await isPassword('anything at all', null)).toBe(false);
});

test('a password that is guessed first is refused, any other is not', () => {
  for (const weak of [
    'password123',
    'anna.schmidt1',
    'aaaaaaaaaaaa',
    'Touchstone!',
    'changeme2026',
  ])
    expect(() => refuseWeakPassword('anna.schmidt', weak), weak).toThrow(/guessed first/);
  for (const good of ['password of the line', 'annas-own-word', 'correct horse'])
    expect(() => refuseWeakPassword('anna', good), good).not.toThrow();
});
