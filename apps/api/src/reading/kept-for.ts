/**
 * Returns a reader that asks at most once at a time and once in `ms`: whoever comes meanwhile gets the same answer.
 * A failure is not kept.
 */
export function keptFor<T>(ms: number, read: () => Promise<T>): () => Promise<T> {
  let kept: { answer: Promise<T>; until: number } | null = null;
  return async () => {
    if (kept === null || kept.until <= Date.now()) {
      const fresh = { answer: read(), until: Infinity };
      kept = fresh;
      fresh.answer.then(
        () => (fresh.until = Date.now() + ms),
        () => (fresh.until = 0),
      );
    }
    return kept.answer;
  };
}
