import { useEffect, useState } from 'react';
import { read, sentenceOf } from './client.js';

export interface Answer<T> {
  value: T | null;
  problem: string | null;
}

/** Reads a path of the API when it is named, and again when `turn` changes. */
export function useRead<T>(path: string | null, turn: unknown = 0): Answer<T> {
  const [answer, keep] = useState<Answer<T> & { of: string | null }>({
    value: null,
    problem: null,
    of: null,
  });
  useEffect(() => {
    if (path === null) return;
    let wanted = true;
    read<T>(path).then(
      (value) => wanted && keep({ value, problem: null, of: path }),
      (error: unknown) => wanted && keep({ value: null, problem: sentenceOf(error), of: path }),
    );
    return () => {
      wanted = false;
    };
  }, [path, turn]);
  return answer.of === path ? answer : { value: null, problem: null };
}
