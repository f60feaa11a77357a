import type { Redis } from 'ioredis';
import { firstTurn } from './due-places.js';

/** The jobs that one sharer has in one turn: as many as a worker takes into a batch by default. */
const jobsATurn = 8;

/** The last turn: BullMQ knows priorities up to two million, of which jobs with a deadline have the first ones. */
const lastTurn = 2 ** 21 - firstTurn;

/**
 * BullMQ keeps waiting jobs in a sorted set by priority times 2^32 plus a counter. The turn that is being served is that
 * of its first job without a deadline, and never goes back: a job that is tried again has a turn of long ago, and whoever comes just then
 * must not get one too. While no job waits, all begin at the latest turn that was given. Where no job is left at all,
 * also none that is in work or waits for its next try, counting begins anew.
 */
const script = `
local waiting, turns, delayed, active = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local first = redis.call('ZRANGEBYSCORE', waiting, ARGV[3], '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
if not first[2] and redis.call('EXISTS', delayed, active) == 0 then redis.call('DEL', turns) end
local served = tonumber(redis.call('HGET', turns, ':served') or 1)
local latest = tonumber(redis.call('HGET', turns, ':latest') or 0)
if first[2] then served = math.max(served, math.floor((tonumber(first[2]) - tonumber(ARGV[3])) / 4294967296))
else served = math.max(served, math.ceil(latest / ARGV[1])) end
local given = {}
for i = 4, #ARGV do
  local last = tonumber(redis.call('HGET', turns, ARGV[i]) or 0)
  local place = math.max(last, (served - 1) * ARGV[1]) + 1
  redis.call('HSET', turns, ARGV[i], place)
  latest = math.max(latest, place)
  given[#given + 1] = math.min(math.ceil(place / ARGV[1]), tonumber(ARGV[2]))
end
redis.call('HSET', turns, ':served', served, ':latest', latest)
return given`;

/**
 * Gives the jobs of a queue their turns, so that those who share it are served alike: start-time fair queueing (Goyal,
 * Vin and Cheng, 1996) with turns of eight jobs. A sharer's jobs stay in their order; one with a thousand waiting jobs
 * delays another by a turn, not by the thousand; and what the others leave is the first one's.
 *
 * Turns are counted until the queue is empty. After 12 million jobs in a row without that, all further jobs have the
 * last turn and are served in the order in which they came.
 */
export class Turns {
  constructor(
    private readonly redis: Redis,
    private readonly queueKey: string,
  ) {}

  /** Returns the priority of one further job of each sharer, in their order; the lowest number goes first. */
  async next(sharers: readonly string[]): Promise<number[]> {
    const keys = ['prioritized', 'turns', 'delayed', 'active'].map((key) => `${this.queueKey}:${key}`); // prettier-ignore
    const bounds = [jobsATurn, lastTurn, firstTurn * 2 ** 32];
    const turns = await this.redis.eval(script, 4, ...keys, ...bounds, ...sharers);
    return (turns as number[]).map((turn) => firstTurn + turn);
  }
}
