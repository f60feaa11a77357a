import { seededRandom } from './seeded-random.js';

/** Returns a copy of the items in an order that the seed alone decides (Fisher and Yates). */
export function seededShuffle<T>(items: readonly T[], seed: number): T[] {
  return shuffledPlaces(items.length, seededRandom(seed)).map((place) => items[place]!);
}

/** Returns the numbers 0 to `count` - 1 in an order that is drawn by `random` (Fisher and Yates). */
export function shuffledPlaces(count: number, random: () => number): number[] {
  const places = Array.from({ length: count }, (_, place) => place);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [places[last], places[other]] = [places[other]!, places[last]!];
  }
  return places;
}
