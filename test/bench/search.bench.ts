import { ImageSet } from '../../apps/api/src/similar/image-set.js';
import { seededRandom } from '#analysis';
import { sharedPath } from '../support/shared.js';
import { realVectors } from './search/real-vectors.js';
import { median, rounded } from './timing.js';

const dimensions = 128;
const wanted = 20;
const queries = 200;

/**
 * Exact search and the index over as many image embeddings as asked for, in the API's own code: milliseconds of
 * a search for the 20 nearest, recall of the index, what it takes to build, and memory.
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

function searched(set: ImageSet, values: Float32Array, count: number): Record<string, unknown> {
  const times = { exact: [] as number[], filtered: [] as number[], index: [] as number[] };
  let hits = 0;
  for (let i = 0; i < queries; i++) {
    const place = Math.floor(((i + 0.5) * count) / queries);
    const query = values.slice(place * dimensions, (place + 1) * dimensions);
    const ask = (way: keyof typeof times, more: { indexed?: boolean; filtered?: boolean }) => {
      const begun = performance.now();
      const asked = { count: wanted, metric: 'cosine' as const, within: Infinity };
      const isWanted = more.filtered ? ({ at }: { at: number }) => at % 2 === 0 : null;
      const { found } = set.nearest(query, { ...asked, wanted: isWanted, indexed: more.indexed === true }); // prettier-ignore
      times[way].push(performance.now() - begun);
      return found.map(({ facts }) => facts.frameId);
    };
    const exact = new Set(ask('exact', {}));
    if (i < queries / 10) ask('filtered', { filtered: true });
    hits += ask('index', { indexed: true }).filter((id) => exact.has(id)).length;
  }
  const [exact, index] = [median(times.exact), median(times.index)];
  return {
    'exact: ms': rounded(exact),
    'exact, every second one filtered out: ms': rounded(median(times.filtered)),
    'index: ms': rounded(index),
    'index: times as fast': rounded(exact / index),
    [`index: recall at ${wanted}`]: rounded(hits / (queries * wanted)),
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

/** Of unit length, as image embeddings are. */
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
