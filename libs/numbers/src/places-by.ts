/** Returns the places of the items by their key: keys in the order of their first item, places ascending. */
export function placesBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): Map<Key, number[]> {
  const groups = new Map<Key, number[]>();
  items.forEach((item, place) => {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else group.push(place);
  });
  return groups;
}
