/** Reads `s1,s2`; null is all of them, which is written `all`; undefined: nothing was said. */
export function stationsOf(list: string | undefined): string[] | null | undefined {
  if (list === undefined) return undefined;
  if (list.trim() === 'all') return null;
  return list.split(',').map((one) => one.trim()).filter((one) => one !== ''); // prettier-ignore
}
