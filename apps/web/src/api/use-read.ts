import { useQuery } from '@tanstack/react-query';
import { addressOf, type Answer, type Asked, type Named, type PathOf } from '#client';
import { api, sentenceOf } from './client.js';

export interface Read<T> {
  value: T | null;
  /** The reason why it could not be read yet; it is tried again by itself where that can help. */
  problem: string | null;
}

/**
 * Reads a path of the API when what it names is known, and again when `turn` changes; what was read before stays until
 * then.
 */
export function useRead<P extends PathOf<'get'>>(
  path: P,
  named: Named<P> | null,
  turn: unknown = 0,
): Read<Answer<P, 'get'>> {
  const of = named === null ? null : addressOf(path, named);
  const { data, failureReason } = useQuery<Answer<P, 'get'>>({
    queryKey: [of, turn],
    queryFn: ({ signal }) => api.get(path, { ...named, signal } as Asked<P, 'get'>),
    enabled: of !== null,
    placeholderData: (before, query) => (query?.queryKey[0] === of ? before : undefined),
  });
  if (data !== undefined) return { value: data, problem: null };
  return { value: null, problem: failureReason === null ? null : sentenceOf(failureReason) };
}
