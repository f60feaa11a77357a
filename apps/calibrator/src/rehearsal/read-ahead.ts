/**
 * Yields the result of `work` for each item, in the items' order, with up to `ahead` of them begun before their turn: reading goes on
 * while this thread computes. What an item's work throws is thrown at its turn.
 */
export async function* readAhead<Item, Result>(
  items: AsyncIterable<Item>,
  ahead: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const begun: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Until its turn nobody listens; a rejection must not end the process meanwhile.
    result.catch(() => undefined);
    begun.push(result);
    if (begun.length > ahead) yield await begun.shift()!;
  }
  for (const result of begun) yield await result;
}
