import { addressOf, type Answer, type Named, type PathOf } from '#client';
import { useEffect, useState } from 'react';
import { api, sentenceOf } from './client.js';

export interface Read<T> {
  value: T | null;
  problem: string | null;
}

/** Reads a path of the API when what it names is known, and again when `turn` changes. */
export function useRead<P extends PathOf<'get'>>(
  path: P,
  named: Named<P> | null,
  turn: unknown = 0,
): Read<Answer<P, 'get'>> {
  const [read, keep] = useState<Read<Answer<P, 'get'>> & { of: string | null }>({
    value: null,
    problem: null,
    of: null,
  });
  const of = named === null ? null : addressOf(path, named);
  useEffect(() => {
    if (named === null) return;
    let wanted = true;
    api.get(path, named).then(
      (value) => wanted && keep({ value, problem: null, of }),
      (error: unknown) => wanted && keep({ value: null, problem: sentenceOf(error), of }),
    );
    return () => {
      wanted = false;
    };
  }, [of, turn]);
  return read.of === of ? read : { value: null, problem: null };
}
