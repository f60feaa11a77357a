import type { SetAside } from '#contracts';

/** A defect that a person confirmed: the patches of it that are unlike the normals. */
export interface ConfirmedDefect {
  readonly frameId: string;
  readonly name: string | null;
  /** Raw patch embeddings `[n, d]`, of the backbone in use. */
  readonly patches: Float32Array;
}

/** Nearer to a remembered patch than this share of its distance to the normals: the same thing. */
const nearShare = 0.5;
/** Patches in the mean that stands for a defect's score. */
const worst = 10;

/** The distances of each of a known defect's patches, which tell what one frame would do to it. */
export interface Meeting {
  readonly defect: ConfirmedDefect;
  /** The distances to the normals without this frame. */
  readonly toNormals: Float32Array;
  /** The distances to this frame. */
  readonly toFrame: Float32Array;
  /** Nearer to the normals than this, a patch is no sign of a defect. */
  readonly leastFar: number;
  /** Score under which a defect passes; null where it is not known. */
  readonly passes: number | null;
}

/**
 * Returns why a frame should not become a normal, beside a confirmed defect: it shows the same (`near-defect`: within
 * half of the remembered patch's distance to the normals, where a look-alike would be raised, too), or with it among
 * the normals the defect would pass (`hides-defect`).
 */
export function meetingFindings(meeting: Meeting): SetAside[] {
  const near = nearestShare(meeting);
  const called = meeting.defect.name === null ? 'a confirmed defect' : `"${meeting.defect.name}"`;
  const likeFrame = meeting.defect.frameId;
  if (near < nearShare) {
    const detail = `It shows a patch like ${called}: ${percent(near)} as far from it as the normals are, under ${percent(nearShare)} is the same thing.`;
    return [{ reason: 'near-defect', detail, value: near, limit: nearShare, likeFrame }];
  }
  const { before, after } = scores(meeting);
  const { passes } = meeting;
  if (passes === null || before <= passes || after > passes) return [];
  const detail = `As a normal it would make ${called} pass: its score would fall from ${before.toFixed(2)} to ${after.toFixed(2)}, under the limit ${passes.toFixed(2)}.`;
  return [{ reason: 'hides-defect', detail, value: after, limit: passes, likeFrame }];
}

/** The share of its distance to the normals at which the frame comes nearest to one of the patches. */
function nearestShare({ toNormals, toFrame, leastFar }: Meeting): number {
  let share = Infinity;
  toNormals.forEach((far, patch) => {
    if (far > leastFar) share = Math.min(share, toFrame[patch]! / far);
  });
  return share;
}

/** The defect's score without the frame among the normals, and with it. */
function scores({ toNormals, toFrame }: Meeting): { before: number; after: number } {
  const joined = toNormals.map((far, patch) => Math.min(far, toFrame[patch]!));
  return { before: meanOfWorst(toNormals), after: meanOfWorst(joined) };
}

/** Returns the mean of the worst patch distances, as a frame's `worst-mean` score. */
export function meanOfWorst(distances: Float32Array): number {
  const largest = distances.toSorted().subarray(-Math.min(worst, distances.length));
  return largest.reduce((sum, value) => sum + value, 0) / Math.max(1, largest.length);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
