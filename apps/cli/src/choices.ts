import { InvalidArgumentError } from 'commander';

/** Returns a parser for commander that takes one of the allowed words. */
export function oneOf<T extends string>(allowed: readonly T[]): (text: string) => T {
  return (text) => known(text, allowed);
}

/**
 * Returns a parser for commander that takes some of the allowed words with commas between, each once, in the order of
 * `allowed`.
 */
export function someOf<T extends string>(allowed: readonly T[]): (text: string) => T[] {
  return (text) => {
    const named = text.split(',').map((word) => known(word.trim(), allowed));
    return allowed.filter((word) => named.includes(word));
  };
}

function known<T extends string>(word: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === word);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`"${word}" is unknown; there are ${allowed.join(', ')}.`);
}
