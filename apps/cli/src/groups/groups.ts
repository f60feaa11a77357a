import { relative } from 'node:path';
import {
  adjustedRandIndex,
  chooseKMeans,
  dbscan,
  kMeans,
  kneeDistance,
  noise,
  silhouette,
  squaredDistance,
  type Vectors,
  vectorAt,
} from '#analysis';
import { seededRandom, shuffledPlaces } from '#numbers';
import { TouchstoneError } from '#contracts';
import { writeContactSheet } from '../analysis/contact-sheet.js';
import { embedDefects } from '../analysis/embed-defects.js';
import { say, withTools } from '../analysis/tools.js';
import { readLayout, type TestImage } from '#evaluation';
import { share } from '../evaluate/table.js';

export interface GroupsOptions {
  backbone: string;
  method: 'k-means' | 'dbscan';
  k?: number;
  seed: number;
  json?: boolean;
  report?: string;
}

interface Group {
  /** The group's number; null for what DBSCAN leaves in no group. */
  readonly group: number | null;
  readonly size: number;
  /** The number of images of each kind, by the folders' names. */
  readonly kinds: Readonly<Record<string, number>>;
  /** The images nearest to the group's centre, the nearest first. */
  readonly typical: readonly string[];
}

const mostGroups = 12;
/** The number of neighbours that make a core of DBSCAN; four is what its authors advise. */
const coreSize = 4;
const typicalShown = 8;
const chanceDraws = 200;

/**
 * Prints which defects of a set look alike.
 * @throws TouchstoneError folder-layout; validation-failed with fewer than two defects.
 */
export async function groups(folder: string, options: GroupsOptions): Promise<void> {
  const set = await readLayout(folder);
  const defects = set.test.filter(({ type }) => type !== 'good');
  refuseTooFew(defects.length);
  await withTools(options.backbone, async (tools) => {
    const files = defects.map(({ file }) => file);
    const { seed } = options;
    const vectors = await embedDefects({ normals: set.train, defects: files, seed }, tools);
    const clusters = clustersOf(vectors, options);
    const found = groupsOf(vectors, clusters, defects, set.folder);
    const result = {
      set: set.name,
      backbone: tools.backbone.manifest.name,
      method: options.method,
      silhouette: silhouette(vectors, clusters),
      ...agreement(clusters, defects, seed),
      groups: found,
    };
    say(result, linesOf(result), options.json);
    if (options.report !== undefined) await writePictures(options.report, set.folder, result);
  });
}

function clustersOf(vectors: Vectors, { method, k, seed }: GroupsOptions): readonly number[] {
  if (method === 'dbscan')
    return dbscan(vectors, { distance: kneeDistance(vectors, coreSize), least: coreSize });
  const found =
    k === undefined ? chooseKMeans(vectors, mostGroups, { seed }) : kMeans(vectors, k, { seed });
  return found.clusters;
}

/** Beside chance: the same groups dealt to the defects at random. */
function agreement(clusters: readonly number[], defects: readonly TestImage[], seed: number) {
  const kinds = defects.map(({ type }) => type);
  if (new Set(kinds).size < 2) return { adjustedRand: null, byChance: null };
  const random = seededRandom(seed);
  const dealt = Array.from({ length: chanceDraws }, () =>
    adjustedRandIndex(
      shuffledPlaces(clusters.length, random).map((place) => clusters[place]),
      kinds,
    ),
  ).sort((a, b) => a - b);
  return {
    adjustedRand: adjustedRandIndex(clusters, kinds),
    byChance: { mean: mean(dealt), q95: dealt[Math.floor(0.95 * dealt.length)]! },
  };
}

function groupsOf(
  vectors: Vectors,
  clusters: readonly number[],
  defects: readonly TestImage[],
  folder: string,
): Group[] {
  return [...new Set(clusters)]
    .map((cluster) => {
      const places = clusters.flatMap((one, i) => (one === cluster ? [i] : []));
      const kinds: Record<string, number> = {};
      for (const i of places) kinds[defects[i]!.type] = (kinds[defects[i]!.type] ?? 0) + 1;
      const typical = nearestToCentre(vectors, places).map((i) => defects[i]!.file);
      return {
        group: cluster === noise ? null : cluster,
        size: places.length,
        kinds,
        typical: typical.slice(0, typicalShown).map((file) => relative(folder, file)),
      };
    })
    .sort((a, b) => Number(a.group === null) - Number(b.group === null) || b.size - a.size);
}

function nearestToCentre(vectors: Vectors, places: readonly number[]): number[] {
  const centre = new Float64Array(vectors.dimensions);
  for (const i of places) vectorAt(vectors, i).forEach((v, c) => (centre[c]! += v / places.length));
  const far = (i: number) => squaredDistance(vectorAt(vectors, i), centre);
  return places.toSorted((a, b) => far(a) - far(b) || a - b);
}

type Result = {
  set: string;
  backbone: string;
  method: string;
  silhouette: number;
  groups: Group[];
} & ReturnType<typeof agreement>;

function linesOf(result: Result): string[] {
  const { adjustedRand, byChance, groups: found } = result;
  return [
    `${result.set}: ${found.length} groups by ${result.method} on ${result.backbone}, silhouette ${share(result.silhouette)}`,
    ...(byChance
      ? [
          `agreement with the folders' names (adjusted Rand index) ${share(adjustedRand)}; by chance ${share(byChance.mean)}, ` +
            `95 % of the time under ${share(byChance.q95)}`,
        ]
      : []),
    ...found.map(({ group, size, kinds }) => `${nameOf(group)}: ${size} (${kindsText(kinds)})`),
  ];
}

async function writePictures(report: string, folder: string, result: Result): Promise<void> {
  const sheets = result.groups.map(({ group, size, kinds, typical }) => ({
    heading: `${nameOf(group)}: ${size} (${kindsText(kinds)})`,
    pictures: typical.map((file) => ({ file: `${folder}/${file}`, text: file })),
  }));
  const path = await writeContactSheet(report, `Groups of defects: ${result.set}`, sheets);
  process.stderr.write(`Pictures: ${path}\n`);
}

function nameOf(group: number | null): string {
  return group === null ? 'in no group' : `group ${group + 1}`;
}

function kindsText(kinds: Readonly<Record<string, number>>): string {
  return Object.entries(kinds)
    .sort((a, b) => b[1] - a[1])
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

function refuseTooFew(defects: number): void {
  if (defects < 2)
    throw new TouchstoneError(
      'folder-layout',
      `Grouping needs at least two defects in test/<kind>/; there ${defects === 1 ? 'is one' : 'are none'}.`,
    );
}
