/** Numbers and times as the page shows them. */

/** Writes a share in percent with two digits that count: 0.0047 is "0.47 %". */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

/** Writes a score with four digits that count. */
export function score(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Writes a count with its noun: "1 part", "2 parts", "10,000 parts". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** Writes an instant to the minute, in UTC, the same on every machine. */
export function time(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

/** Writes a share in whole numbers of so many parts: about 50 of 10,000. */
export function ofManyParts(share: number, parts = 10_000): string {
  const count = share * parts;
  return `about ${Number(count.toPrecision(2)).toLocaleString('en')} of ${parts.toLocaleString('en')}`;
}
