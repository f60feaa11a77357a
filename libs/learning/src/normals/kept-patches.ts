import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TouchstoneError } from '#contracts';
import type { EmbeddedNormal } from './embed-normals.js';
import { giveWay } from './give-way.js';

/** The bytes that are kept in memory by default: 4,096 frames of 256 patches of 128 dimensions. */
export const defaultKeptBytes = 512 * 2 ** 20;
/** The number of frames that are read in one go before others have the thread. */
const framesInOneGo = 16;

export interface KeptPatchesOptions {
  readonly memoryBytes?: number;
  /**
   * The signal that ends adding and reading: they throw its reason, and whoever works through the normals ends with it.
   */
  readonly signal?: AbortSignal | undefined;
}

interface Place {
  readonly normal: Omit<EmbeddedNormal, 'patches'>;
  /** The patches in memory; undefined when they lie in the file. */
  readonly patches: Float32Array | undefined;
  readonly offset: number;
  readonly length: number;
}

/**
 * The patches of all normals, embedded once and read again for each fold: in memory up to a bound, in a
 * scratch file beyond it, so that any number of normals takes the same memory. What comes back is what
 * went in, bit for bit.
 */
export class KeptPatches {
  readonly #places = new Map<string, Place>();
  #inMemory = 0;
  #written = 0;
  #scratch: { folder: string; file: FileHandle } | undefined;

  constructor(private readonly options: KeptPatchesOptions = {}) {}

  get size(): number {
    return this.#places.size;
  }

  /** The normals without their patches, in the order they came. */
  get normals(): Omit<EmbeddedNormal, 'patches'>[] {
    return [...this.#places.values()].map(({ normal }) => normal);
  }

  /**
   * Keeps a normal's patches.
   * @throws TouchstoneError validation-failed when the normal is here already; the signal's reason.
   */
  async add({ patches, ...normal }: EmbeddedNormal): Promise<void> {
    const { memoryBytes = defaultKeptBytes, signal } = this.options;
    signal?.throwIfAborted();
    if (this.#places.has(normal.normalId))
      throw new TouchstoneError('validation-failed', `Normal ${normal.normalId} was given twice.`);
    const fits = this.#inMemory + patches.byteLength <= memoryBytes;
    if (fits) this.#inMemory += patches.byteLength;
    const offset = fits ? 0 : await this.#write(patches);
    const kept = fits ? patches : undefined;
    this.#places.set(normal.normalId, { normal, patches: kept, offset, length: patches.length });
  }

  /** Puts the normals in the order of these ids; they must be all. */
  order(ids: readonly string[]): void {
    const places = ids.map((id) => [id, this.#places.get(id)!] as const);
    this.#places.clear();
    for (const [id, place] of places) this.#places.set(id, place);
  }

  /**
   * Reads the normals of these ids, one after the other; others have the thread in between.
   * @throws the signal's reason.
   */
  async *each(ids: Iterable<string>): AsyncGenerator<EmbeddedNormal> {
    let read = 0;
    for (const id of ids) {
      if (read++ % framesInOneGo === 0) await giveWay(this.options.signal);
      const place = this.#places.get(id)!;
      yield { ...place.normal, patches: place.patches ?? (await this.#read(place)) };
    }
  }

  /** Takes the scratch file away. */
  async dispose(): Promise<void> {
    if (!this.#scratch) return;
    const { folder, file } = this.#scratch;
    this.#scratch = undefined;
    await file.close();
    await rm(folder, { recursive: true, force: true });
  }

  async #write(patches: Float32Array): Promise<number> {
    this.#scratch ??= await newScratch();
    const offset = this.#written;
    const bytes = Buffer.from(patches.buffer, patches.byteOffset, patches.byteLength);
    await this.#scratch.file.write(bytes, 0, bytes.length, offset);
    this.#written += bytes.length;
    return offset;
  }

  async #read({ offset, length }: Place): Promise<Float32Array> {
    const patches = new Float32Array(length);
    const bytes = new Uint8Array(patches.buffer);
    const { bytesRead } = await this.#scratch!.file.read(bytes, 0, bytes.length, offset);
    if (bytesRead === bytes.length) return patches;
    throw new TouchstoneError(
      'internal',
      `The scratch file of kept patches ended early: ${bytesRead} of ${bytes.length} bytes came.`,
    );
  }
}

async function newScratch(): Promise<{ folder: string; file: FileHandle }> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-patches-'));
  return { folder, file: await open(join(folder, 'patches.f32'), 'w+') };
}
