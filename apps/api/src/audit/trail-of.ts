import { serviceChain } from '#storage';

/** Returns the chain that is asked for: a station's, the service's, or undefined for all of them. */
export function trailOf(asked: {
  of: 'service' | 'all';
  station?: string | undefined;
}): string | undefined {
  return asked.station ?? (asked.of === 'all' ? undefined : serviceChain);
}
