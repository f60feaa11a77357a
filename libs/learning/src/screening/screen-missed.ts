import { extremeness, type ScreenMap, type Yardstick } from './screen-score.js';
import type { ScreeningSummary } from '#contracts';

import { seededRandom } from '#numbers';
import { giveWay, placesInOneGo } from '../normals/give-way.js';
import { meanAt, neighboursOf, type ComparedMaps } from './screen-maps.js';

/** The number of synthetic defects that are tried. */
const tries = 200;
/** Their sides in patches. */
const [smallest, largest] = [2, 6];
/** The number of rows or columns that the patches are taken from another place by, where the grid has so many. */
const farOff = 4;

interface Paste {
  /** The frame that gets the patches, as a place in the list of all. */
  readonly frame: number;
  readonly map: ScreenMap;
}

/**
 * Estimates the share of the defects among the frames that stayed in: blocks of patches of another part,
 * from another place, are put into frames that stayed, and it is counted how many would have stayed still. Nothing is
 * known of the real ones, which can be plainer or subtler: on real sets it came out between nine tenths and nearly
 * three times what was missed (docs/screening.md).
 * @throws the signal's reason when it was aborted.
 */
export async function expectedMissed(
  compared: ComparedMaps,
  yardstick: Yardstick,
  stayed: readonly number[],
  limit: number,
  { seed, signal }: { seed: number; signal?: AbortSignal | undefined },
): Promise<ScreeningSummary['expectedMissed']> {
  const pastes = (await pasteAll(compared, yardstick.mask, stayed, seed)?.done(signal)) ?? [];
  if (pastes.length === 0) return null;
  const missed = pastes.filter(({ map }) => extremeness(map, yardstick) <= limit).length;
  return {
    share: missed / pastes.length,
    because:
      `${missed} of ${pastes.length} synthetic defects would have stayed in: blocks of ${smallest} to ${largest} ` +
      'patches a side, taken from another part and another place. Real ones can be plainer or subtler.',
  };
}

function pasteAll(
  compared: ComparedMaps,
  mask: Uint8Array | null,
  stayed: readonly number[],
  seed: number,
): Jobs | null {
  const staying = new Set(stayed);
  const hosts = compared.drawn.flatMap((frame, row) =>
    staying.has(frame) ? [{ frame, row }] : [],
  );
  const parts = new Set(hosts.map(({ frame }) => compared.partOf[frame]));
  if (parts.size < 2) return null;
  const random = seededRandom(seed);
  const pick = (below: number) => Math.floor(random() * below);
  const jobs = new Jobs(compared, mask);
  for (let i = 0; i < tries; i++) {
    const host = hosts[pick(hosts.length)]!;
    const donors = hosts.filter(
      ({ frame }) => compared.partOf[frame] !== compared.partOf[host.frame],
    );
    jobs.paste(host, donors[pick(donors.length)]!.row, blockIn(compared.grid, pick));
  }
  return jobs;
}

interface Block {
  readonly side: number;
  readonly to: readonly [row: number, column: number];
  readonly from: readonly [row: number, column: number];
}

function blockIn({ rows, columns }: ComparedMaps['grid'], pick: (below: number) => number): Block {
  const side = Math.min(smallest + pick(largest - smallest + 1), rows, columns);
  const [rowsLeft, columnsLeft] = [rows - side + 1, columns - side + 1];
  const to = [pick(rowsLeft), pick(columnsLeft)] as const;
  // A move around the edge: as far off as asked for where there is room, else anywhere else.
  const moved = (at: number, room: number) =>
    room > 2 * farOff ? (at + farOff + pick(room - 2 * farOff + 1)) % room : pick(room);
  return { side, to, from: [moved(to[0], rowsLeft), moved(to[1], columnsLeft)] };
}

/** Collects patches place by place, so that one product serves all that lie there. */
class Jobs {
  readonly #pastes: Paste[] = [];
  readonly #at = new Map<number, { paste: Paste; vector: Float32Array }[]>();

  constructor(
    private readonly compared: ComparedMaps,
    private readonly mask: Uint8Array | null,
  ) {}

  paste(host: { frame: number }, donor: number, { side, to, from }: Block): void {
    const { grid, maps, around, patches, channels } = this.compared;
    const d = channels.mean.length;
    const map = { distances: maps[host.frame]!.slice(), around: around[host.frame]!.slice() };
    const paste = { frame: host.frame, map };
    let counted = false;
    for (let r = 0; r < side; r++)
      for (let c = 0; c < side; c++) {
        const place = (to[0] + r) * grid.columns + to[1] + c;
        if (this.mask && !this.mask[place]) continue;
        const source = (from[0] + r) * grid.columns + from[1] + c;
        const vector = patches[donor]!.subarray(source * d, (source + 1) * d);
        if (!this.#at.has(place)) this.#at.set(place, []);
        this.#at.get(place)!.push({ paste, vector });
        counted = true;
      }
    if (counted) this.#pastes.push(paste);
  }

  async done(signal: AbortSignal | undefined): Promise<Paste[]> {
    const { others, partOf, channels, maps, drawn } = this.compared;
    const d = channels.mean.length;
    const drawnMaps = drawn.map((frame) => maps[frame]!);
    let taken = 0;
    for (const [place, jobs] of this.#at) {
      if (taken++ % placesInOneGo === 0) await giveWay(signal);
      const vectors = new Float32Array(jobs.length * d);
      jobs.forEach(({ vector }, i) => vectors.set(vector, i * d));
      const parts = Int32Array.from(jobs, ({ paste }) => partOf[paste.frame]!);
      const found = others.distances(place, vectors, parts);
      jobs.forEach(({ paste: { map } }, i) => {
        map.distances[place] = found.distances[i]!;
        map.around[place] = meanAt(place, neighboursOf(found, i), drawnMaps);
      });
    }
    return this.#pastes;
  }
}
