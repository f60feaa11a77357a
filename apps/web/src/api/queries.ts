import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '#client';

/** The milliseconds before a read that failed is tried again: twice as long each time, up to the longest. */
const [firstPauseMs, longestPauseMs] = [1_000, 15_000];
/** The milliseconds that an answer is kept which no page shows any more: who goes back sees it at once. */
const keptMs = 60_000;

/**
 * Holds what the pages have read. The same question at the same time is asked once. What failed for a reason that
 * passes is tried again until it is there; live events, and not a timer, say when a thing has to be read again.
 */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (_count, error) => passes(error),
      retryDelay: (count) => Math.min(firstPauseMs * 2 ** count, longestPauseMs),
      gcTime: keptMs,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // A browser knows its own network and not whether Touchstone, often on the same machine, answers.
      networkMode: 'always',
    },
  },
});

/** Tells whether the same question may well be answered later: nobody answered, or a server that could not just now. */
export function passes(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return error instanceof TypeError;
  return error.status >= 500 || error.status === 429 || error.status === 408;
}
