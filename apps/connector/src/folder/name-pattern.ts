/**
 * Returns whether a name fits one of the patterns, upper and lower case alike. Names that begin with a dot fit none: what
 * writes a file under such a name will rename it.
 */
export function nameFits(patterns: readonly string[]): (name: string) => boolean {
  const expressions = patterns.map(expressionOf);
  return (name) => !name.startsWith('.') && expressions.some((one) => one.test(name));
}

function expressionOf(pattern: string): RegExp {
  const parts = [...pattern].map((sign) =>
    sign === '*' ? '.*?' : sign === '?' ? '.' : sign.replace(/[\\^$.|+()[\]{}/]/u, String.raw`\$&`),
  );
  return new RegExp(`^${parts.join('')}$`, 'isu');
}
