import type { Redis } from 'ioredis';

/** The first priority of jobs that have no deadline: those with one have all priorities below it. */
export const firstTurn = 2 ** 19;

/** The milliseconds that share a place; within one, jobs go in the order in which they came. */
const slotMs = 20;

/**
 * Places are counted from a moment on, which is set anew when no job with a deadline waits: nearly three hours of places
 * are enough, unless such jobs wait without a pause for as long. Those beyond have the last place.
 */
const script = `
local waiting, since = KEYS[1], KEYS[2]
local due = redis.call('ZRANGEBYSCORE', waiting, 4294967296, ARGV[1], 'LIMIT', 0, 1)
local from = tonumber(redis.call('GET', since))
if not from or not due[1] then
  from = tonumber(ARGV[2])
  redis.call('SET', since, ARGV[2])
end
return tostring(from)`;

/** Gives jobs with a deadline their places: before all others, and the one whose deadline is nearest first. */
export class DuePlaces {
  constructor(
    private readonly redis: Redis,
    private readonly queueKey: string,
  ) {}

  /** Returns the priority of each deadline (milliseconds since 1970), in their order; the lowest number goes first. */
  async of(deadlines: readonly number[], now: number): Promise<number[]> {
    const keys = ['prioritized', 'due-since'].map((key) => `${this.queueKey}:${key}`);
    const lastScore = firstTurn * 2 ** 32 - 1;
    const from = Number(await this.redis.eval(script, 2, ...keys, lastScore, Math.floor(now)));
    const place = (at: number) => 1 + Math.floor((at - from) / slotMs);
    return deadlines.map((at) => Math.min(Math.max(place(at), 1), firstTurn - 1));
  }
}
