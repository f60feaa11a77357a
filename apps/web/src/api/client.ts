import { ApiProblem, createApiClient } from '#client';
import { readKey } from './key.js';

/** The API that this page came from, asked with the key that this browser keeps. */
export const api = createApiClient({ key: readKey });

/** Writes what went wrong, as a sentence for a person. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.message;
  if (error instanceof TypeError) return 'Touchstone does not answer.';
  return error instanceof Error ? error.message : String(error);
}
