import { getTableColumns } from 'drizzle-orm';
import { audit } from '../database/loop-tables.js';
import { type AuditRow, ChainCheck } from '../people/chain-check.js';

/** Follows the audit trail's chain through rows as a snapshot yields them: whole ones, by station and place. */
export class AuditCopyCheck {
  private readonly check = new ChainCheck();

  constructor(private readonly columns: readonly string[]) {}

  take(text: Buffer): void {
    for (const line of text.toString('utf8').split('\n'))
      if (line !== '') this.check.take(rowOf(this.columns, line));
  }

  found() {
    return this.check.found();
  }
}

/** Reads a row; a column that the schema of then did not have is null. */
function rowOf(columns: readonly string[], line: string): AuditRow {
  const values = new Map(line.split('\t').map((text, index) => [columns[index], textOf(text)]));
  const row = Object.entries(getTableColumns(audit)).map(([field, column]) => {
    const value = values.get(column.name) ?? null;
    return [field, value === null ? null : column.mapFromDriverValue(value)];
  });
  return Object.fromEntries(row) as AuditRow;
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Returns a value as it is, from how COPY writes it; null for `\N`. */
function textOf(copied: string): string | null {
  if (copied === '\\N') return null;
  return copied.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
}
