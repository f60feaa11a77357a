/** Writes rows of cells as CSV (RFC 4180), which a spreadsheet opens. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** A serial that begins like a formula must stay text in a spreadsheet. */
function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvType = 'text/csv; charset=utf-8';

/** Returns the header that has a browser keep an answer as a file. */
export function asFile(name: string): [string, string] {
  return ['content-disposition', `attachment; filename="${name}"`];
}
