import type { Grouping } from '#contracts';
import { burstsByLikeness } from './bursts-by-likeness.js';
import { longestBurstGapMs, timeBursts } from './time-bursts.js';

/** The facts of a frame that may tell its part. */
export interface PartClues {
  readonly id: string;
  readonly partId: string | null;
  readonly lot: string | null;
  /** The time of capture, in milliseconds since 1970. */
  readonly capturedAt: number | null;
  /** The vector of the frame, any that is nearly the same for frames of one part, such as its image embedding. */
  readonly embedding: Float32Array | null;
}

export interface PartSettings {
  /** Frames of one part of a lot come at most this many milliseconds after each other. */
  readonly longestBurstGapMs?: number;
}

export interface FramesByPart {
  /** The part's key by frame id: frames with one key show one part. */
  readonly parts: ReadonlyMap<string, string>;
  readonly grouping: Grouping;
}

/**
 * Groups frames into parts, the unit of all statistics: by part id; else by lot and time (see `timeBursts`); frames
 * that are alone by then and have a vector, by likeness (see `burstsByLikeness`); else a frame is a part of its own. The
 * order of the frames does not matter.
 */
export function groupIntoParts(
  frames: readonly PartClues[],
  settings: PartSettings = {},
): FramesByPart {
  const sorted = frames.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const named = sorted.filter(({ partId }) => partId !== null);
  const unnamed = sorted.filter(({ partId }) => partId === null);
  const timed = byLotAndTime(unnamed, settings.longestBurstGapMs ?? longestBurstGapMs);
  const inTime = new Set(timed.flat());
  const alike = byLikeness(unnamed.filter((frame) => !inTime.has(frame)));
  const inLikeness = new Set(alike.flat());
  const alone = unnamed.filter((frame) => !inTime.has(frame) && !inLikeness.has(frame));
  const parts = new Map<string, string>([
    ...named.map(({ id, partId }) => [id, `part ${partId}`] as const),
    ...keyed('lot-and-time', timed),
    ...keyed('alike', alike),
    ...alone.map(({ id }) => [id, `frame ${id}`] as const),
  ]);
  const byPartId = new Set(named.map(({ partId }) => partId)).size;
  const counts = { byLotAndTime: timed.length, byLikeness: alike.length, alone: alone.length };
  return { parts, grouping: { byPartId, ...counts } };
}

/** Runs of frames that their capture times show to be one part. */
function byLotAndTime(frames: readonly PartClues[], longestGapMs: number): PartClues[][] {
  const lots = new Map<string, PartClues[]>();
  for (const frame of frames) {
    if (frame.lot === null || frame.capturedAt === null) continue;
    const lot = lots.get(frame.lot);
    if (lot) lot.push(frame);
    else lots.set(frame.lot, [frame]);
  }
  return [...lots.values()].flatMap((lot) =>
    timeBursts(
      lot.map(({ capturedAt }) => capturedAt!),
      longestGapMs,
    )
      .filter((run) => run.length > 1)
      .map((run) => run.map((place) => lot[place]!)),
  );
}

function byLikeness(frames: readonly PartClues[]): PartClues[][] {
  const seen = frames.filter(({ embedding }) => embedding !== null);
  const groups = burstsByLikeness(seen.map(({ embedding }) => embedding!));
  return groups.map((group) => group.map((place) => seen[place]!));
}

/** A part that has no name of its own has that of its first frame. */
function keyed(kind: string, groups: readonly PartClues[][]): [string, string][] {
  return groups.flatMap((group) => {
    const first = group.map(({ id }) => id).sort()[0]!;
    return group.map(({ id }): [string, string] => [id, `${kind} ${first}`]);
  });
}
