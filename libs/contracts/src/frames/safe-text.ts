import { z } from 'zod';

/**
 * The characters that cannot be kept: NUL, which PostgreSQL keeps in no text, and half of a surrogate pair, which is in
 * no encoding.
 */
const unsafe = /\0|\p{Surrogate}/u;

/** Decides whether a text can be kept and written out again as it is. */
export function isSafeText(text: string): boolean {
  return !unsafe.test(text);
}

/** Any text that a caller sends: whatever passes here can be kept. Give it a length where it is used. */
export const safeText = z
  .string()
  .refine(isSafeText, 'has a NUL or half of a character (a lone surrogate); send text without it');
