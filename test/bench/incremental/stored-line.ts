import { float16Bytes, float16Values } from '#numbers';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simulateFrame } from '#simulation';
import type { EmbeddedNormal, LearnOptions, Normal } from '#learning';

/** A third of a megapixel: a larger frame takes longer to decode, which the rebuild alone would pay for. */
const frameSize = { width: 640, height: 512 };

/** Writes frames of a simulated line as files; all good, or all with a defect. */
export async function writeFrames(
  folder: string,
  count: number,
  { seed, defects }: { seed: number; defects: number },
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (let i = 0; i < count; i++) {
    const { bytes } = await simulateFrame({ seed, defects, ...frameSize }, i);
    files.push(join(folder, `${String(i).padStart(5, '0')}.jpg`));
    await writeFile(files.at(-1)!, bytes);
  }
  return files;
}

/** Returns each file as a part of its own, as a line does that gives part ids. */
export function normalsOf(files: readonly string[]): Normal[] {
  return files.map((file) => ({ id: file, partId: file, bytes: () => readFile(file) }));
}

/** Embeddings on the disk, float16, as the calibrator keeps them. */
export function storedIn(folder: string): Required<Pick<LearnOptions, 'known' | 'onEmbedded'>> {
  const facts = new Map<string, EmbeddedNormal>();
  const place = (id: string) => join(folder, `${Buffer.from(id).toString('hex')}.f16`);
  return {
    known: async (id) => {
      const known = facts.get(id);
      if (!known) return null;
      return { ...known, patches: float16Values(await readFile(place(id))) };
    },
    onEmbedded: async (normal) => {
      facts.set(normal.normalId, { ...normal, patches: new Float32Array() });
      await writeFile(place(normal.normalId), float16Bytes(normal.patches));
    },
  };
}
