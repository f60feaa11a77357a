/** Returns the items with those that are known in the order they had, and the others after them. Pure. */
export function inKnownOrder<T extends { id: string }>(
  items: readonly T[],
  order: readonly string[],
): T[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const known = order.flatMap((id) => byId.get(id) ?? []);
  const isKnown = new Set(order);
  return [...known, ...items.filter(({ id }) => !isKnown.has(id))];
}
