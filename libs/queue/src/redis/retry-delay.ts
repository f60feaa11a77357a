import type { QueuePolicy } from '../queue-entry.js';

/**
 * Returns the milliseconds before the next try, after `attemptsMade` tries: doubling, bounded, and spread over the
 * upper half so that jobs which failed together do not come back together. `random` is in [0, 1).
 */
export function retryDelay(policy: QueuePolicy, attemptsMade: number, random: number): number {
  const doubled = policy.firstDelayMs * 2 ** Math.min(attemptsMade - 1, 30);
  const whole = Math.min(doubled, policy.longestDelayMs);
  return Math.round(whole * (0.5 + random / 2));
}
