/** Both limits as a person drags or types them. */
export interface TypedLimits {
  readonly review: number;
  readonly reject: number;
}

/** Returns the limits in order, so that no review limit lies over the reject limit while one of them is moved. */
export function typed({ review, reject }: TypedLimits): TypedLimits {
  return { review: Math.min(review, reject), reject };
}

/** Moves one limit; the other one gives way, since the review limit is at most the reject limit. */
export function moved(limits: TypedLimits, which: keyof TypedLimits, to: number): TypedLimits {
  return which === 'review'
    ? { review: to, reject: Math.max(to, limits.reject) }
    : { review: Math.min(to, limits.review), reject: to };
}

/** Returns where a score lies on an axis, from 0 to 1. */
export function shareOn(axis: { from: number; to: number }, score: number): number {
  return Math.min(1, Math.max(0, (score - axis.from) / (axis.to - axis.from)));
}

/** Returns the score at a share of an axis, with four digits that count: nobody means more. */
export function scoreAt(axis: { from: number; to: number }, share: number): number {
  const inside = Math.min(1, Math.max(0, share));
  return Number((axis.from + inside * (axis.to - axis.from)).toPrecision(4));
}
