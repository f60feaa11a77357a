import type { ImageQuality, Verdict } from '#contracts';

/** The facts of an inspected frame that the drift tests need. */
export interface DriftFrame {
  readonly partId: string | null;
  readonly verdict: Verdict;
  readonly imageScore: number;
  readonly quality: ImageQuality | null;
  readonly embedding: Float32Array | null;
  /** The time at which it was inspected, as ISO 8601. */
  readonly at: string;
}

/** A part: its worst verdict and score, the means of what was measured. All of it is plain JSON. */
export interface DriftPart {
  verdict: 'ok' | 'review' | 'defect';
  score: number;
  qualities: ImageQuality[];
  embedding: number[] | null;
  embeddings: number;
  at: string;
}

export interface OpenPart extends DriftPart {
  partId: string;
}

/** Parts whose frames may still come: frames of one part are close together, if not always in a row. */
const mostOpen = 4;

const severity = { ok: 0, review: 1, defect: 2 } as const;

/**
 * Adds a frame to the open parts and returns those that are complete by it: a part without an id at once, one with an
 * id when some newer ones have begun. Invalid frames, which say nothing of the part, must not come here.
 */
export function addFrame(open: OpenPart[], frame: DriftFrame): DriftPart[] {
  const single = partOf(frame);
  if (frame.partId === null) return [single];
  const known = open.find(({ partId }) => partId === frame.partId);
  if (known !== undefined) {
    merge(known, single);
    return [];
  }
  open.push({ ...single, partId: frame.partId });
  return open.splice(0, Math.max(0, open.length - mostOpen));
}

function partOf({ verdict, imageScore, quality, embedding, at }: DriftFrame): DriftPart {
  if (verdict === 'invalid') throw new RangeError('an invalid frame says nothing of its part');
  return {
    verdict,
    score: imageScore,
    at,
    qualities: quality === null ? [] : [quality],
    embedding: embedding === null ? null : [...embedding],
    embeddings: embedding === null ? 0 : 1,
  };
}

function merge(part: DriftPart, more: DriftPart): void {
  if (severity[more.verdict] > severity[part.verdict]) part.verdict = more.verdict;
  part.score = Math.max(part.score, more.score);
  part.qualities.push(...more.qualities);
  part.at = more.at;
  if (more.embedding === null) return;
  const { embedding: before, embeddings: count } = part;
  part.embedding =
    before === null
      ? more.embedding
      : before.map((value, i) => (value * count + more.embedding![i]!) / (count + 1));
  part.embeddings = count + 1;
}
