/** Writes `model-activated` as a person reads it: `model activated`. */
export function actionWords(action: string): string {
  return action.replaceAll('-', ' ');
}

/** Writes the short and plain facts of an entry's detail; ids and nested figures stay in the API's answer. */
export function detailWords(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .filter(([, value]) => isPlain(value))
    .map(([name, value]) => `${wordsOf(name)}: ${String(value)}`)
    .join(', ');
}

const id = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{64}$/;

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && !id.test(value);
  return typeof value === 'number' || typeof value === 'boolean';
}

function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
