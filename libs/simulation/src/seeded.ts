/** Numbers that look random and are always the same for the same seed. */
export interface Seeded {
  /** Draws a number, uniform in [from, to). */
  between(from: number, to: number): number;
  /** Draws a roughly normal number: the sum of four uniforms, at most 3.5 deviations from 0. */
  normal(deviation: number): number;
  pick<T>(items: readonly T[]): T;
  /** Draws a whole number in [0, below). */
  whole(below: number): number;
}

/** Returns a generator for one purpose: `seeded(7, 'pose', 12)` never depends on what other purposes drew. */
export function seeded(...key: readonly (string | number)[]): Seeded {
  let state = hash(key.join('\n'));
  const uniform = () => {
    // Mulberry32 (Tommy Ettinger): 32 bits of state are plenty for a few hundred draws.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    between: (from, to) => from + (to - from) * uniform(),
    normal: (deviation) =>
      (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3) * deviation,
    pick: (items) => items[Math.floor(uniform() * items.length)]!,
    whole: (below) => Math.floor(uniform() * below),
  };
}

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
