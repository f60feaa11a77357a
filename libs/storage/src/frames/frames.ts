import {
  type Frame,
  type FrameState,
  type Inspection,
  inspection as inspectionShape,
  linksOfFrame,
  type Page,
  TouchstoneError,
  type WaitingFrames,
} from '#contracts';
import { and, count, eq, min, sql } from 'drizzle-orm';
import { all, pageAfter, seenBy, toPage } from '../database/cursor.js';
import { type ChangeFacts, writeAudit } from '../people/audit.js';
import type { Database } from '../database/database.js';
import { insert } from './insert-frame.js';
import type { FrameFailure, NewFrame, StoredFrame } from './stored-frame.js';
import { iso } from './stored-image.js';
import { frames, inspections } from '../database/tables.js';

export interface FrameListQuery {
  station?: string | undefined;
  /** The stations that who asks may see; null is all of them. */
  stations?: readonly string[] | null;
  state?: FrameState | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** The table of frames. */
export class Frames {
  constructor(private readonly database: Database) {}

  /**
   * Inserts the frame, or returns the row that already has its id: fresh says which. Throws
   * `station-not-found` when the station went away meanwhile.
   */
  async accept(frame: NewFrame): Promise<{ frame: StoredFrame; fresh: boolean }> {
    const inserted = await this.database.ask((queries) => insert(queries, frame));
    if (inserted !== null) return { frame: inserted, fresh: true };
    return { frame: await this.get(frame.id), fresh: false };
  }

  async find(id: string): Promise<StoredFrame | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(frames).where(eq(frames.id, id)),
    );
    return row ?? null;
  }

  /**
   * Returns the frame, and whether it has the very bytes of the station's frame before it, without being the same
   * capture.
   */
  async findToInspect(id: string): Promise<{ frame: StoredFrame; repeats: boolean } | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select({ frame: frames, repeats }).from(frames).where(eq(frames.id, id)),
    );
    return row ?? null;
  }

  /** Throws `frame-not-found`. */
  async get(id: string): Promise<StoredFrame> {
    return (await this.find(id)) ?? frameGone(id);
  }

  /** Returns the frame, for those who need its picture. Throws `frame-not-found`, `picture-deleted`. */
  async withPicture(id: string): Promise<StoredFrame> {
    const frame = await this.get(id);
    if (frame.pictureDeletedAt === null) return frame;
    throw new TouchstoneError(
      'picture-deleted',
      `the picture of frame ${id} was deleted on ${iso(frame.pictureDeletedAt)}, as the station's retention or a full disk asks; its inspection is kept`,
    );
  }

  /** Reads the frame with its inspection, as the API shows it. Throws `frame-not-found`. */
  async read(id: string): Promise<Frame> {
    const [row] = await this.database.ask((queries) => joined(queries).where(eq(frames.id, id)));
    return row === undefined ? frameGone(id) : toFrame(row.frame, row.inspection);
  }

  /** Lists a page of the frames that the query asks for, newest first. */
  async list(query: FrameListQuery): Promise<Page<Frame>> {
    const page = pageAfter(frames.acceptedAt, frames.id, query.cursor);
    const rows = await this.database.ask((queries) =>
      joined(queries)
        .where(
          all(
            page.where,
            query.station === undefined ? undefined : eq(frames.station, query.station),
            seenBy(frames.station, query.stations),
            query.state === undefined ? undefined : eq(frames.state, query.state),
          ),
        )
        .orderBy(...page.order)
        .limit(query.limit + 1),
    );
    return toPage(
      rows,
      query.limit,
      (row) => ({ time: row.frame.acceptedAt, id: row.frame.id }),
      (row) => toFrame(row.frame, row.inspection),
    );
  }

  /** Keeps why an accepted frame cannot be inspected; one that has its inspection stays as it is. */
  async markFailed(id: string, failure: FrameFailure): Promise<boolean> {
    const changed = await this.database.ask((queries) =>
      queries
        .update(frames)
        .set({ state: 'failed', failure })
        .where(and(eq(frames.id, id), eq(frames.state, 'accepted'))),
    );
    return (changed.rowCount ?? 0) > 0;
  }

  /** Puts a failed frame back, and writes down who did: it is accepted again. Throws `frame-not-found` or `frame-not-failed`. */
  async putBack(id: string, { auditId, by, at }: ChangeFacts): Promise<StoredFrame> {
    const row = await this.database.change(async (queries) => {
      const [back] = await queries
        .update(frames)
        .set({ state: 'accepted', failure: null })
        .where(and(eq(frames.id, id), eq(frames.state, 'failed')))
        .returning();
      if (back !== undefined)
        await writeAudit(queries, { id: auditId, station: back.station, by, at, action: 'frame-put-back', subject: id }); // prettier-ignore
      return back;
    });
    if (row !== undefined) return row;
    const { state } = await this.get(id);
    throw new TouchstoneError('frame-not-failed', `frame ${id} is ${state}, not failed`);
  }

  /** Takes an accepted frame out again, before anyone was told its id. False when it is no longer there as such. */
  async withdraw(id: string): Promise<boolean> {
    const gone = await this.database.ask((queries) =>
      queries.delete(frames).where(and(eq(frames.id, id), eq(frames.state, 'accepted'))),
    );
    return (gone.rowCount ?? 0) > 0;
  }

  /** Lists the stations with accepted frames that wait for their inspection, with the oldest of each. */
  async waiting(): Promise<WaitingFrames[]> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ stationId: frames.station, frames: count(), oldest: min(frames.acceptedAt) })
        .from(frames)
        .where(eq(frames.state, 'accepted'))
        .groupBy(frames.station),
    );
    return rows.map(({ oldest, ...row }) => ({ ...row, oldestAt: iso(oldest!) }));
  }

  /** Counts the accepted frames by station; a station without any is not in the map. */
  async backlogs(): Promise<Map<string, number>> {
    const rows = await this.database.ask((queries) =>
      queries
        .select({ station: frames.station, frames: count() })
        .from(frames)
        .where(eq(frames.state, 'accepted'))
        .groupBy(frames.station),
    );
    return new Map(rows.map((row) => [row.station, row.frames]));
  }
}

type Queries = Parameters<Parameters<Database['ask']>[0]>[0];

/**
 * Tells whether the newest earlier frame with these bytes is the one right before, in the order of accepting: two
 * look-ups in indices. A golden part is shown again on purpose, and the same part or the same instant sent again is one
 * capture sent twice: no frozen camera.
 */
const repeats = sql<boolean>`coalesce((
  SELECT NOT EXISTS (
    SELECT 1 FROM frames AS between_them WHERE between_them.station = frames.station
      AND (between_them.accepted_at, between_them.id) > (earlier.accepted_at, earlier.id)
      AND (between_them.accepted_at, between_them.id) < (frames.accepted_at, frames.id))
    AND frames.golden_part IS NULL AND earlier.golden_part IS NULL
    AND (frames.part_id = earlier.part_id) IS NOT TRUE
    AND (frames.captured_at = earlier.captured_at) IS NOT TRUE
  FROM frames AS earlier
  WHERE earlier.station = frames.station AND earlier.sha256 = frames.sha256
    AND (earlier.accepted_at, earlier.id) < (frames.accepted_at, frames.id)
  ORDER BY earlier.accepted_at DESC, earlier.id DESC LIMIT 1
), false)`;

function joined(queries: Queries) {
  return queries
    .select({ frame: frames, inspection: inspections.document })
    .from(frames)
    .leftJoin(inspections, eq(inspections.frameId, frames.id));
}

function frameGone(id: string): never {
  throw new TouchstoneError('frame-not-found', `there is no frame ${id}`);
}

function toFrame(row: StoredFrame, inspection: Inspection | null): Frame {
  return {
    id: row.id,
    stationId: row.station,
    state: row.state,
    partId: row.partId,
    lot: row.lot,
    capturedAt: iso(row.capturedAt),
    acceptedAt: iso(row.acceptedAt),
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    mediaType: row.mediaType,
    sha256: row.sha256,
    pictureDeletedAt: iso(row.pictureDeletedAt),
    deadlineAt: iso(row.deadlineAt),
    failure: row.failure,
    inspection: inspection && inspectionShape.parse(inspection),
    links: linksOfFrame(row.id),
  };
}
