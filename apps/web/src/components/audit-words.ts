/** Writes `model-activated` as a person reads it: `model activated`. */
export function actionWords(action: string): string {
  return action.replaceAll('-', ' ');
}

/** Writes the short and plain facts of an entry's detail; ids and nested figures stay in the API's answer. */
export function detailWords(detail: Record<string, unknown>): string {
  const { before, after } = detail;
  if (isObject(before) && isObject(after)) return changeWords(before, after);
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

/** Writes each setting that changed: from what to what where both are short, else its name alone. */
function changeWords(before: Record<string, unknown>, after: Record<string, unknown>): string {
  return Object.keys(after)
    .flatMap((name) => differences(wordsOf(name), before[name], after[name]))
    .join(', ');
}

function differences(name: string, before: unknown, after: unknown): string[] {
  if (isObject(before) && isObject(after))
    return Object.keys(after)
      .filter((member) => JSON.stringify(before[member]) !== JSON.stringify(after[member]))
      .flatMap((member) =>
        differences(`${name} ${wordsOf(member)}`, before[member], after[member]),
      );
  const [from, to] = [shortly(before), shortly(after)];
  return [from === null || to === null ? name : `${name}: ${from} → ${to}`];
}

/** Returns null for what is too long to stand in a line. */
function shortly(value: unknown): string | null {
  if (value === null || value === '') return 'none';
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return null;
  const text = String(value);
  return text.length > 40 ? null : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
