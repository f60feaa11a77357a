import type { DuplicateFrames } from '#contracts';

export interface CopiedFrame {
  frameId: string;
  first: string;
  distance: number;
  partId: string | null;
  seenAt: Date;
}

/** Frames of a burst come within so many milliseconds after each other. */
const burstGapMs = 2_000;
/** A part may be shown again by mistake, twice; what shows the same more often does not move on. */
const fewestStuck = 4;

/** Groups frames that come with the first of their group, oldest first; returns the groups newest first. */
export function duplicateGroups(frames: readonly CopiedFrame[]): DuplicateFrames[] {
  const groups = new Map<string, CopiedFrame[]>();
  for (const frame of frames) {
    const group = groups.get(frame.first);
    if (group) group.push(frame);
    else groups.set(frame.first, [frame]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map(groupOf)
    .sort((a, b) => (a.until > b.until ? -1 : 1));
}

function groupOf(frames: readonly CopiedFrame[]): DuplicateFrames {
  const partIds = new Set(frames.flatMap(({ partId }) => (partId === null ? [] : [partId])));
  return {
    kind: kindOf(frames, partIds.size),
    first: frames[0]!.first,
    frameIds: frames.map(({ frameId }) => frameId),
    partIds: [...partIds],
    from: frames[0]!.seenAt.toISOString(),
    until: frames.at(-1)!.seenAt.toISOString(),
    distance: Math.max(...frames.map(({ distance }) => distance)),
  };
}

/**
 * Returns the kind of a group: one part id in quick succession is a burst; several parts that look the same to the
 * camera are a stuck one.
 */
function kindOf(frames: readonly CopiedFrame[], parts: number): DuplicateFrames['kind'] {
  const gaps = frames.slice(1).map(({ seenAt }, i) => seenAt.getTime() - frames[i]!.seenAt.getTime()); // prettier-ignore
  const quick = gaps.every((gap) => gap <= burstGapMs);
  if (parts <= 1 && quick && (parts === 1 || frames.length < fewestStuck)) return 'burst';
  return frames.length >= fewestStuck ? 'stuck-camera' : 'same-part-twice';
}
