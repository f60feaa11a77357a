/** Yields what `read` makes of each item, in order, while the next few are being read already. */
export async function* readAhead<T, R>(
  items: AsyncIterable<T>,
  ahead: number,
  read: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  for await (const item of items) {
    const one = read(item);
    // Whoever waits for it is told; until then it is nobody's unheard failure.
    one.catch(() => undefined);
    underWay.push(one);
    if (underWay.length > ahead) yield await underWay.shift()!;
  }
  for (const one of underWay) yield await one;
}
