import { appendFileSync } from 'node:fs';

/** The file that takes the figures of `npm run studies`; undefined in an ordinary run of the tests. */
const figuresFile = process.env['TOUCHSTONE_STUDIES'];

/** Says of a test that `npm run studies` runs it too, with all its draws. */
export const study = { tags: ['study'] };

/** Chooses how often a statistical proof draws: `few` in every run of the tests, `many` in `npm run studies`. */
export function draws(few: number, many: number): number {
  return figuresFile === undefined ? few : many;
}

/** Tells whether this is `npm run studies`, for a proof that has no small version. */
export const inFull = figuresFile !== undefined;

/** Returns how often fast-check tries a property: `few` times from a fixed seed, or `many` from a new one. */
export function runs(few: number, many: number): { numRuns: number; seed?: number } {
  return figuresFile === undefined ? { numRuns: few, seed: 1 } : { numRuns: many };
}

/** Keeps what a full proof found, for docs/measured/studies.md. An ordinary run keeps nothing. */
export function keepFigures(name: string, figures: Record<string, number>): void {
  if (figuresFile === undefined) return;
  appendFileSync(figuresFile, `${JSON.stringify({ name, figures })}\n`);
}
