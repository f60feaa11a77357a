import { ImageSet } from '../../apps/api/src/similar/image-set.js';

import { seededRandom } from '#numbers';
import { sharedPath } from '../support/shared.js';
import { realVectors } from './search/real-vectors.js';
import { median, rounded } from './timing.js';

const dimensions = 128;
const wantedCount = 20;
const queries = 200;
/** The shares of all that filters keep; a search passes by the rest. */
const keptShares = [1, 0.5, 0.1, 0.01];

/**
 * Exact search and the index over as many image embeddings as asked for, in the API's own code: milliseconds of
 * a search for the 20 nearest among all and among those that a filter keeps, recall of the index, what it takes
 * to build, and memory.
 */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const count = quick ? 50_000 : 1_000_000;
  const { values, source } = await vectors(count);
  const set = filled(values, count);
  const before = process.memoryUsage().rss;
  const [start, processor] = [performance.now(), process.cpuUsage()];
  await set.keepIndexed();
  const used = process.cpuUsage(processor);
  const build = (performance.now() - start) / 1000;
  const mebibytes = (process.memoryUsage().rss - before) / 2 ** 20;
  return {
    vectors: `${count} x ${dimensions}, ${source}`,
    ...searched(set, values, count),
    'index: seconds to build': rounded(build),
    'index: processor seconds to build': rounded((used.user + used.system) / 1e6),
    'index: added a second': Math.round(count / build),
    'index: MiB': Math.round(mebibytes),
  };
}

/**
 * Searches by every filter with and without the index, query by query, so that other work on the machine meets all
 * alike.
 */
function searched(set: ImageSet, values: Float32Array, count: number): Record<string, unknown> {
  const random = seededRandom(2);
  const chances = Float32Array.from({ length: count }, () => random());
  const ways = keptShares.map((share) => ({ share, exact: [], index: [], hits: 0, wanted: 0 })); // prettier-ignore
  for (let i = 0; i < queries; i++) {
    const place = Math.floor(((i + 0.5) * count) / queries);
    const query = values.slice(place * dimensions, (place + 1) * dimensions);
    for (const way of ways) askBoth(set, query, chances, way);
  }
  const all = median(ways[0]!.exact);
  return Object.assign({}, ...ways.map((way) => figures(way, all))) as Record<string, unknown>;
}

/** One filter: the share of all that it keeps, and what was measured with it. */
interface Way {
  readonly share: number;
  readonly exact: number[];
  readonly index: number[];
  /** The number of those that exact search found which the index found too. */
  hits: number;
  wanted: number;
}

function askBoth(set: ImageSet, query: Float32Array, chances: Float32Array, way: Way): void {
  const wanted = way.share === 1 ? null : ({ at }: { at: number }) => chances[at]! < way.share;
  const ask = (times: number[], indexed: boolean) => {
    const begun = performance.now();
    const asked = { count: wantedCount, metric: 'cosine' as const, within: Infinity };
    const { found } = set.nearest(query, { ...asked, wanted, indexed });
    times.push(performance.now() - begun);
    return found.map(({ facts }) => facts.frameId);
  };
  const exact = new Set(ask(way.exact, false));
  way.hits += ask(way.index, true).filter((id) => exact.has(id)).length;
  way.wanted += exact.size;
}

function figures(way: Way, exactOfAll: number): Record<string, unknown> {
  const [exact, index] = [median(way.exact), median(way.index)];
  const kept = way.share === 1 ? '' : `, a filter keeps ${100 * way.share} %`;
  return {
    [`exact${kept}: ms`]: rounded(exact),
    ...(way.share === 1 ? {} : { [`exact${kept}: times exact of all`]: rounded(exact / exactOfAll) }), // prettier-ignore
    [`index${kept}: ms`]: rounded(index),
    [`index${kept}: times as fast as exact`]: rounded(exact / index),
    [`index${kept}: recall at ${wantedCount}`]: rounded(way.hits / way.wanted),
  };
}

function filled(values: Float32Array, count: number): ImageSet {
  const set = new ImageSet(dimensions);
  for (let at = 0; at < count; at++)
    set.add(
      { frameId: String(at), station: 'line-1', verdict: 'ok', at },
      values.subarray(at * dimensions, (at + 1) * dimensions),
    );
  return set;
}

/** Returns vectors of unit length, as image embeddings are. */
async function vectors(count: number): Promise<{ values: Float32Array; source: string }> {
  const folder = sharedPath('natural');
  const values = folder === undefined ? simulated(count) : await realVectors(folder, count);
  for (let at = 0; at < values.length; at += dimensions) {
    const one = values.subarray(at, at + dimensions);
    const length = Math.sqrt(one.reduce((sum, v) => sum + v * v, 0)) || 1;
    for (let c = 0; c < dimensions; c++) one[c]! /= length;
  }
  return { values, source: folder ? 'patches of photographs' : 'simulated clusters' };
}

function simulated(count: number): Float32Array {
  const random = seededRandom(1);
  return Float32Array.from({ length: count * dimensions }, (_, i) => {
    const [cluster, along] = [Math.floor(i / dimensions) % 997, i % dimensions];
    return Math.sin(cluster * (along + 1)) + random() + random() - 1;
  });
}

export default { name: 'search', run };
