import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { sourceFiles } from '../database/source-tables.js';

/** The table of the files that stay in their folder and were pushed. */
export class SourceFiles {
  constructor(private readonly database: Database) {}

  /** Returns the identity of each file of the source that was pushed, by name. */
  async of(station: string, source: string): Promise<Map<string, string>> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ name: sourceFiles.name, identity: sourceFiles.identity })
        .from(sourceFiles)
        .where(and(eq(sourceFiles.station, station), eq(sourceFiles.source, source))),
    );
    return new Map(rows.map(({ name, identity }) => [name, identity]));
  }

  async remember(
    file: { station: string; source: string; name: string; identity: string },
    takenAt: Date,
  ): Promise<void> {
    const { identity } = file;
    await this.database.ask((queries) =>
      queries
        .insert(sourceFiles)
        .values({ ...file, takenAt })
        .onConflictDoUpdate({
          target: [sourceFiles.station, sourceFiles.source, sourceFiles.name],
          set: { identity, takenAt },
        }),
    );
  }

  /** Forgets files that are not in the folder any more. */
  async forget(station: string, source: string, names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await this.database.ask((queries) =>
      queries
        .delete(sourceFiles)
        .where(
          and(
            eq(sourceFiles.station, station),
            eq(sourceFiles.source, source),
            inArray(sourceFiles.name, [...names]),
          ),
        ),
    );
  }
}
