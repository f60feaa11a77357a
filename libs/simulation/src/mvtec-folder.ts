import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng } from '#images';
import { defectKinds, type DefectKind } from './defects/defects.js';
import { simulateFrame, type LineSettings, type SimulatedFrame } from './frame.js';

export interface FolderPlan {
  /** The number of good parts to learn from (train/good). */
  normals: number;
  /** Parts to test (test/): this share of them has a defect, the kinds in turn. */
  count: number;
}

interface PlannedFrame {
  folder: string;
  index: number;
  defect: DefectKind | null;
}

/**
 * Writes a folder in the layout of MVTec AD (train/good, test/good, test/<defect>, ground_truth/<defect> with
 * masks), so that `evaluate` can be run with no photographs at hand.
 */
export async function writeFolder(
  folder: string,
  line: LineSettings,
  plan: FolderPlan,
  onFrame: (done: number, of: number) => void,
): Promise<void> {
  const frames = planFrames(line, plan);
  for (const [done, planned] of frames.entries()) {
    await writeFrame(folder, planned, await simulateFrame(line, planned.index, planned.defect));
    onFrame(done + 1, frames.length);
  }
}

function planFrames({ defects }: LineSettings, { normals, count }: FolderPlan): PlannedFrame[] {
  const bad = Math.round(count * defects);
  return Array.from({ length: normals + count }, (_, index) => {
    if (index < normals) return { folder: 'train/good', index, defect: null };
    if (index < normals + count - bad) return { folder: 'test/good', index, defect: null };
    const defect = defectKinds[index % defectKinds.length]!;
    return { folder: `test/${defect}`, index, defect };
  });
}

async function writeFrame(
  root: string,
  { folder, index, defect }: PlannedFrame,
  frame: SimulatedFrame,
): Promise<void> {
  const name = String(index).padStart(5, '0');
  await put(join(root, folder), `${name}.jpg`, frame.bytes);
  if (frame.mask && defect)
    await put(join(root, 'ground_truth', defect), `${name}_mask.png`, await maskPng(frame));
}

function maskPng({ image, mask }: SimulatedFrame): Promise<Buffer> {
  const { width, height } = image;
  const pixels = new Uint8Array(width * height * 3);
  mask?.forEach((value, place) => pixels.fill(value, place * 3, place * 3 + 3));
  return encodePng({ width, height, pixels });
}

async function put(folder: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), bytes);
}
