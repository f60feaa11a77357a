import { type SmallestDefect, smallestDefect } from '#contracts';
import { eq } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { smallestDefects } from '../database/test-set-tables.js';

/** The table of which pasted marks each model finds. */
export class SmallestDefects {
  constructor(private readonly database: Database) {}

  /** Keeps what was found out of a model, in place of what was before. */
  async put(found: SmallestDefect): Promise<void> {
    const row = { model: found.modelId, document: found };
    await this.database.ask((queries) =>
      queries
        .insert(smallestDefects)
        .values(row)
        .onConflictDoUpdate({ target: smallestDefects.model, set: row }),
    );
  }

  /** Returns what was found out of a model last; null where nobody asked yet. */
  async of(model: string): Promise<SmallestDefect | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(smallestDefects).where(eq(smallestDefects.model, model)),
    );
    return row === undefined ? null : smallestDefect.parse(row.document);
  }
}
