import { and, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { orphanedBlobs } from '../database/tables.js';
import type { Blobs } from './blobs.js';

/** The folders in which every blob is named by a row. What lies elsewhere, such as memory banks, is left alone. */
const namedFolders: ReadonlySet<string> = new Set(['frames', 'normals', 'embeddings', 'normal-embeddings']); // prettier-ignore
const otherFolders: ReadonlySet<string> = new Set(['store', 'checks', 'models', 'analyses', 'test-sets']); // prettier-ignore

/** The number of keys that are compared with the rows at once. */
const keysAtOnce = 10_000;

/**
 * Blobs that no row names: what a process left that was killed between the two. A blob is written before its row, so
 * one without a row is only noted at first, and deleted when it is found so again after a time of grace.
 */
export class OrphanedBlobs {
  constructor(
    private readonly database: Database,
    private readonly blobs: Blobs,
  ) {}

  /** Goes over the store once: notes what no row names, and deletes what was noted before `before`. Returns how many went. */
  async sweep(now: Date, before: Date): Promise<number> {
    let deleted = 0;
    for await (const keys of this.pages()) {
      const orphans = await this.withoutRow(keys);
      await this.note(orphans, now);
      deleted += await this.deleteOld(orphans, before);
      await this.forget(keys.filter((key) => !orphans.includes(key)));
    }
    return deleted;
  }

  private async *pages(): AsyncGenerator<string[]> {
    let keys: string[] = [];
    for await (const { key } of this.blobs.list(otherFolders)) {
      if (namedFolders.has(key.slice(0, key.indexOf('/')))) keys.push(key);
      if (keys.length < keysAtOnce) continue;
      yield keys;
      keys = [];
    }
    if (keys.length > 0) yield keys;
  }

  /** Returns those of the keys that no row names, in whichever table. */
  private async withoutRow(keys: readonly string[]): Promise<string[]> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute<{ key: string }>(sql`
        SELECT key FROM jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb) AS key
        WHERE NOT EXISTS (SELECT FROM frames WHERE blob = key)
          AND NOT EXISTS (SELECT FROM normals WHERE blob = key)
          AND NOT EXISTS (SELECT FROM embeddings WHERE blob = key)
          AND NOT EXISTS (SELECT FROM normal_embeddings WHERE blob = key)
          AND NOT EXISTS (SELECT FROM test_pictures WHERE blob = key OR mask_blob = key)`),
    );
    return rows.map(({ key }) => key);
  }

  private async note(keys: readonly string[], foundAt: Date): Promise<void> {
    if (keys.length === 0) return;
    await this.database.ask((queries) =>
      queries
        .insert(orphanedBlobs)
        .values(keys.map((key) => ({ key, foundAt })))
        .onConflictDoNothing(),
    );
  }

  private async deleteOld(keys: string[], before: Date): Promise<number> {
    if (keys.length === 0) return 0;
    const old = await this.database.ask((queries) =>
      queries
        .select({ key: orphanedBlobs.key })
        .from(orphanedBlobs)
        .where(and(inArray(orphanedBlobs.key, keys), lt(orphanedBlobs.foundAt, before))),
    );
    for (const { key } of old) await this.blobs.delete(key);
    await this.forget(old.map(({ key }) => key));
    return old.length;
  }

  private async forget(keys: string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.database.ask((queries) =>
      queries.delete(orphanedBlobs).where(inArray(orphanedBlobs.key, keys)),
    );
  }
}
