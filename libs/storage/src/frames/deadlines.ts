import {
  type FailSafeVerdict,
  type FrameVerdict,
  inspection as inspectionShape,
  linksOfFrame,
  TouchstoneError,
  type Verdict,
} from '#contracts';
import { eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';
import { frames, inspections } from '../database/tables.js';
import { iso } from './stored-image.js';

/** A frame whose deadline came before its inspection. */
export interface MissedDeadline {
  readonly frameId: string;
  readonly stationId: string;
  readonly partId: string | null;
  readonly verdict: FailSafeVerdict;
  readonly acceptedAt: Date;
  readonly deadlineAt: Date;
}

/** As many frames as one statement answers: their station may have a backlog of thousands. */
const mostAtOnce = 500;

/**
 * The verdicts that hold of frames with a deadline. Two may say it: who records an inspection before the deadline, and
 * who comes by at the deadline. Both write the same row while nobody wrote it, and PostgreSQL's clock alone says which of
 * them may: so it is said once, and whoever reads it reads the same.
 */
export class Deadlines {
  constructor(private readonly database: Database) {}

  /**
   * Gives the fail-safe verdict of their station to frames whose deadline has come without an inspection, those of
   * longest ago first. Returns those that this call gave one.
   */
  async answerOverdue(): Promise<MissedDeadline[]> {
    const { rows } = await this.database.ask((queries) =>
      queries.execute<{
        frameId: string;
        stationId: string;
        partId: string | null;
        verdict: FailSafeVerdict;
        acceptedAt: string;
        deadlineAt: string;
      }>(sql`
        UPDATE frames SET answered_by = 'deadline', answered_at = clock_timestamp(),
          answer = coalesce(stations.settings->'deadline'->>'failSafe', 'defect')
        FROM stations WHERE stations.id = frames.station AND frames.answered_by IS NULL AND frames.id IN (
          SELECT id FROM frames WHERE deadline_at <= clock_timestamp() AND answered_by IS NULL
          ORDER BY deadline_at LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)
        RETURNING frames.id AS "frameId", frames.station AS "stationId", frames.part_id AS "partId",
          frames.answer AS verdict, frames.accepted_at AS "acceptedAt", frames.deadline_at AS "deadlineAt"`),
    );
    return rows.map((row) => ({
      ...row,
      acceptedAt: new Date(row.acceptedAt),
      deadlineAt: new Date(row.deadlineAt),
    }));
  }

  /** Returns the verdict that holds of a frame, and its inspection. Throws `frame-not-found`. */
  async verdictOf(frameId: string): Promise<FrameVerdict> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select({ frame: frames, inspection: inspections.document })
        .from(frames)
        .leftJoin(inspections, eq(inspections.frameId, frames.id))
        .where(eq(frames.id, frameId)),
    );
    if (row === undefined)
      throw new TouchstoneError('frame-not-found', `there is no frame ${frameId}`);
    const { frame } = row;
    const inspection = row.inspection && inspectionShape.parse(row.inspection);
    const { id, station, state, partId, lot, deadlineAt } = frame;
    return {
      frameId: id,
      stationId: station,
      state,
      partId,
      lot,
      ...(deadlineAt === null ? ofInspection(inspection) : ofAnswer(frame)),
      deadlineAt: iso(deadlineAt),
      inspection,
      links: linksOfFrame(id),
    };
  }
}

type Holds = Pick<FrameVerdict, 'verdict' | 'decidedBy' | 'decidedAt'>;

function ofInspection(inspection: FrameVerdict['inspection']): Holds {
  if (inspection === null) return { verdict: null, decidedBy: null, decidedAt: null };
  const { verdict, inspectedAt } = inspection;
  return { verdict, decidedBy: 'inspection', decidedAt: inspectedAt };
}

function ofAnswer({ answer, answeredBy, answeredAt }: typeof frames.$inferSelect): Holds {
  return { verdict: answer, decidedBy: answeredBy, decidedAt: iso(answeredAt) };
}

/**
 * The assignments by which recording an inspection makes its verdict the one that holds, where the frame's deadline has
 * not come and nobody said one before.
 */
export function answeredInTime(verdict: Verdict): SQL {
  const inTime = sql`deadline_at > clock_timestamp() AND answered_by IS NULL`;
  return sql`
    answered_by = CASE WHEN ${inTime} THEN 'inspection' ELSE answered_by END,
    answer = CASE WHEN ${inTime} THEN ${verdict} ELSE answer END,
    answered_at = CASE WHEN ${inTime} THEN clock_timestamp() ELSE answered_at END`;
}
