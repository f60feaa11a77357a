import { randomUUID } from 'node:crypto';
import { sha256Of } from '#numbers';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const checkResult = z.object({
  /** Largest difference to the layer-by-layer result, as a share of the largest value. */
  patches: z.number(),
  image: z.number(),
  tolerance: z.number(),
  checkedAt: z.string(),
});
export type CheckResult = z.infer<typeof checkResult>;

const entryFile = z.object({
  format: z.literal('touchstone-compiled/2'),
  key: z.string(),
  /** The compiled graph's file; null where the engine needs none. */
  graph: z
    .object({ file: z.enum(['saved_model.pb', 'model.onnx']), sha256: z.string() })
    .nullable(),
  grid: z.object({ rows: z.int(), columns: z.int() }),
  dimensions: z.int(),
  imageDimensions: z.int(),
  /** Images that one call may take; as many as wanted when not given. */
  imagesPerCall: z.int().optional(),
  check: checkResult,
});
export type CompiledEntry = z.infer<typeof entryFile>;
type Graph = NonNullable<CompiledEntry['graph']>;

/** Returns the folder of a compiled backbone, with its graph and entry.json. */
export function entryFolder(cacheFolder: string, key: string): string {
  return join(cacheFolder, key);
}

/** Returns the entry, if it is whole: readable, of this key, with the graph's bytes as written. */
export async function readEntry(
  cacheFolder: string,
  key: string,
): Promise<CompiledEntry | undefined> {
  const folder = entryFolder(cacheFolder, key);
  const entry = entryFile.safeParse(await jsonOrUndefined(join(folder, 'entry.json')));
  if (!entry.success || entry.data.key !== key) return undefined;
  if (entry.data.graph === null) return entry.data;
  const { file, sha256 } = entry.data.graph;
  const graph = await readGraph(folder, file).catch(() => undefined);
  return graph && sha256Of(graph) === sha256 ? entry.data : undefined;
}

/** Reads the bytes of a compiled graph. */
export function readGraph(folder: string, file: string): Promise<Buffer> {
  return readFile(join(folder, file));
}

export type StagedEntry = Awaited<ReturnType<typeof stageEntry>>;

/**
 * Writes the files into a folder of their own, which gets its final name in one step with `publish`: a
 * reader sees a whole entry or none. `discard` removes it instead.
 */
export async function stageEntry(
  cacheFolder: string,
  key: string,
  graph: { readonly name: Graph['file']; readonly bytes: Uint8Array } | undefined,
) {
  const staged = join(cacheFolder, `.${key}-${randomUUID()}`);
  await mkdir(staged, { recursive: true });
  if (graph) await writeFile(join(staged, graph.name), graph.bytes, { flush: true });
  return {
    folder: staged,
    graph: graph ? { file: graph.name, sha256: sha256Of(graph.bytes) } : null,
    discard: () => rm(staged, { recursive: true, force: true }),
    /** Publishes an entry. The same one made meanwhile by another opening stays: it may be in use already. */
    async publish(entry: CompiledEntry): Promise<void> {
      await writeFile(join(staged, 'entry.json'), JSON.stringify(entry, null, 2), { flush: true });
      for (let attempt = 1; !(await readEntry(cacheFolder, key)); attempt++)
        await moveOnto(staged, cacheFolder, key, attempt);
      await rm(staged, { recursive: true, force: true });
    },
  };
}

/**
 * A folder cannot be renamed onto one that is not empty: a damaged entry goes first. One that is whole by
 * now was published by another opening since the caller looked, and is in use: it stays.
 */
async function moveOnto(from: string, cacheFolder: string, key: string, attempt: number) {
  const to = entryFolder(cacheFolder, key);
  try {
    await rename(from, to);
  } catch (error) {
    if (attempt === 5) throw error;
    if (!(await readEntry(cacheFolder, key))) await rm(to, { recursive: true, force: true });
  }
}

async function jsonOrUndefined(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    // Absent, unreadable or cut off: all the same to the caller, who makes it anew.
    return undefined;
  }
}
