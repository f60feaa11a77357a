const hidden = '***';

/** The shapes of secrets, whoever wrote them: passwords in addresses, bearer tokens, members named as secrets. */
const shapes: readonly [RegExp, string][] = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:)[^\s@"'/]+@/gi, `$1${hidden}@`],
  [/\b(bearer\s+)[\w.~+/=-]{6,}/gi, `$1${hidden}`],
  [/(["']?(?:[\w-]*(?:secret|password|passphrase|token|api[_-]?key|authorization|cookie))["']?\s*[:=]\s*)(["'])(?:(?!\2).)*\2/gi, `$1$2${hidden}$2`], // prettier-ignore
  [/([?&](?:token|key|secret|signature|sig|password|x-amz-[\w-]+)=)[^&\s"']+/gi, `$1${hidden}`],
];

/** Returns the text without the secrets that are known, and without what looks like one. */
export function scrub(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, hidden);
  for (const [shape, instead] of shapes) clean = clean.replace(shape, instead);
  return clean;
}
