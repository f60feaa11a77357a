import { useEffect, useState } from 'react';
import type { TypedLimits } from './typed-limits.js';

/** Returns the limits as they were when they last rested for so long. */
export function useSettled({ review, reject }: TypedLimits, restMs: number): TypedLimits {
  const [settled, settle] = useState<TypedLimits>({ review, reject });
  useEffect(() => {
    const timer = setTimeout(() => settle({ review, reject }), restMs);
    return () => clearTimeout(timer);
  }, [review, reject, restMs]);
  return settled;
}
