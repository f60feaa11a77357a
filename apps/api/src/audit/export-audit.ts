import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { AuditEntry, AuditExportQuery } from '#contracts';
import { Audit } from '#storage';
import { csvOf } from '../http/csv.js';
import { trailOf } from './trail-of.js';

/** The entries that are read at once; an export has no end of its own. */
const atOnce = 500;

const columns = ['at', 'trail', 'by', 'proof', 'action', 'subject', 'detail', 'place', 'hash', 'id'] as const; // prettier-ignore

/** Writes audit trails out, newest first, page by page: however long they are, only one page is held. */
@Injectable()
export class ExportAudit {
  constructor(private readonly trail: Audit) {}

  /** Returns the file's text as it is read from the records. */
  stream({ format, ...query }: AuditExportQuery): Readable {
    return Readable.from(format === 'csv' ? this.csv(query) : this.json(query));
  }

  private async *csv(query: Asked): AsyncGenerator<string> {
    yield csvOf([columns]);
    for await (const entries of this.pages(query)) yield csvOf(entries.map(rowOf));
  }

  /** One JSON array, so that any reader of JSON reads it. */
  private async *json(query: Asked): AsyncGenerator<string> {
    let before = '[\n';
    for await (const entries of this.pages(query))
      for (const entry of entries) {
        yield `${before}${JSON.stringify(entry)}`;
        before = ',\n';
      }
    yield before === '[\n' ? '[]\n' : '\n]\n';
  }

  private async *pages(query: Asked): AsyncGenerator<AuditEntry[]> {
    let cursor: string | undefined;
    do {
      const asked = { ...query, station: trailOf(query), limit: atOnce, cursor };
      const page = await this.trail.list(asked);
      yield page.items;
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }
}

type Asked = Omit<AuditExportQuery, 'format'>;

function rowOf(entry: AuditEntry): string[] {
  const { at, stationId, by, proof, action, subject, detail, place, hash, id } = entry;
  const cells = [
    at,
    stationId,
    by,
    proof,
    action,
    subject,
    JSON.stringify(detail),
    place,
    hash,
    id,
  ];
  return cells.map((cell) => String(cell ?? ''));
}
