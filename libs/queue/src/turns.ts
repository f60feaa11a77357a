import type { Redis } from 'ioredis';

/** The jobs that one sharer has in one turn: as many as a worker takes into a batch by default. */
const jobsATurn = 8;

/** The highest priority that BullMQ knows; it takes the lowest number first. */
const lastTurn = 2 ** 21;

/**
 * A sorted set of BullMQ holds priority times 2^32 plus a counter. The turn that is being served is that of its first
 * job; where none waits, counting begins anew.
 */
const script = `
local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
local served = 1
if first[2] then served = math.floor(tonumber(first[2]) / 4294967296) else redis.call('DEL', KEYS[2]) end
local turns = {}
for i = 3, #ARGV do
  local last = tonumber(redis.call('HGET', KEYS[2], ARGV[i]) or 0)
  local place = math.max(last, (served - 1) * ARGV[1]) + 1
  redis.call('HSET', KEYS[2], ARGV[i], place)
  turns[#turns + 1] = math.min(math.ceil(place / ARGV[1]), tonumber(ARGV[2]))
end
return turns`;

/**
 * Gives the jobs of a queue their turns, so that those who share it are served alike: start-time fair queueing (Goyal,
 * Vin and Cheng, 1996) with turns of eight jobs. A sharer's jobs stay in their order; one with a thousand waiting jobs
 * delays another by a turn, not by the thousand; and what the others leave is the first one's.
 *
 * Turns are counted until the queue is empty. After 16 million jobs in a row without that, all further jobs have the
 * last turn and are served in the order in which they came.
 */
export class Turns {
  constructor(
    private readonly redis: Redis,
    private readonly queueKey: string,
  ) {}

  /** Returns the priority of one further job of each sharer, in their order; the lowest number goes first. */
  async next(sharers: readonly string[]): Promise<number[]> {
    const keys = [`${this.queueKey}:prioritized`, `${this.queueKey}:turns`];
    const turns = await this.redis.eval(script, 2, ...keys, jobsATurn, lastTurn, ...sharers);
    return turns as number[];
  }
}
