import { encodeJpeg, type RgbImage } from '#images';
import { defectKinds, type DefectKind } from './defects/defects.js';
import { renderPart, type SimulatedPart } from './part.js';
import { seeded } from './seeded.js';
import type { SimulatedFault } from './camera/camera-faults.js';
import { type SlowChange, sizeAt } from './camera/slow-changes.js';
import { spoiled } from './camera/spoil.js';

/** The settings of a simulated line. */
export interface LineSettings {
  seed: number;
  /** The share of parts that have a defect, 0 to 1. */
  defects: number;
  width: number;
  height: number;
  /** The fault that the camera has from one of its frames on; absent for none. */
  fault?: { kind: SimulatedFault; size: number; from: number } | undefined;
  /** The slow change of the line; absent for none. */
  slow?: SlowChange | undefined;
}

export interface SimulatedFrame extends SimulatedPart {
  index: number;
  /** The frame as the camera sends it: JPEG. */
  bytes: Buffer;
}

const jpegQuality = 92;

/** Returns the defect of part `index`, or null: each part draws for itself, so any part can be made alone. */
export function defectOf({ seed, defects }: LineSettings, index: number): DefectKind | null {
  const numbers = seeded(seed, index, 'defect or not');
  return numbers.between(0, 1) < defects ? numbers.pick(defectKinds) : null;
}

/** Renders frame `index` of a line, encoded; `defect` overrides what the line would make. */
export async function simulateFrame(
  line: LineSettings,
  index: number,
  defect: DefectKind | null = defectOf(line, index),
): Promise<SimulatedFrame> {
  const { seed, width, height, slow } = line;
  const fault = line.fault && index >= line.fault.from ? line.fault : undefined;
  const change = slow && { kind: slow.kind, size: sizeAt(slow, index) };
  const part = renderPart({ seed, index, width, height, defect, change });
  const image = fault ? seenBy(fault, line, part.image) : part.image;
  return { ...part, image, index, bytes: await encodeJpeg(image, jpegQuality) };
}

/** A frozen camera shows the part at which it froze. */
function seenBy(
  { kind, size, from }: NonNullable<LineSettings['fault']>,
  line: LineSettings,
  image: RgbImage,
): RgbImage {
  if (kind !== 'frozen') return spoiled(image, kind, size);
  const { seed, width, height } = line;
  return renderPart({ seed, index: from, width, height, defect: null }).image;
}
