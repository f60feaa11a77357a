import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { defectMemory } from '../database/loop-tables.js';

/** A remembered defect as the screen of normals needs it. */
export interface StoredDefect {
  frameId: string;
  name: string | null;
  /** Raw patch embeddings `[n, dimensions]`. */
  patches: Float32Array;
}

/** The confirmed defects of a station, from its defect memory. */
export class ConfirmedDefects {
  constructor(private readonly database: Database) {}

  /** Lists the defects that were not undone and were embedded by this backbone, oldest first. */
  async of(station: string, backbone: string): Promise<StoredDefect[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select()
        .from(defectMemory)
        .where(
          and(
            eq(defectMemory.station, station),
            eq(defectMemory.backbone, backbone),
            isNull(defectMemory.undoneAt),
          ),
        )
        .orderBy(asc(defectMemory.rememberedAt), asc(defectMemory.id)),
    );
    return rows.map(({ frameId, name, patches }) => ({ frameId, name, patches: floats(patches) }));
  }
}

/** Copied, since a typed array must start at a multiple of four. */
function floats(bytes: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
