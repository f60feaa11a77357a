import { encodeJpeg } from '#images';
import { defectKinds, type DefectKind } from './defects.js';
import { renderPart, type SimulatedPart } from './part.js';
import { seeded } from './seeded.js';

/** What a simulated line makes. */
export interface LineSettings {
  seed: number;
  /** Share of parts that have a defect, 0 to 1. */
  defects: number;
  width: number;
  height: number;
}

export interface SimulatedFrame extends SimulatedPart {
  index: number;
  /** The frame as the camera sends it: JPEG. */
  bytes: Buffer;
}

const jpegQuality = 92;

/** The defect of part `index`, or null: each part draws for itself, so any part can be made alone. */
export function defectOf({ seed, defects }: LineSettings, index: number): DefectKind | null {
  const numbers = seeded(seed, index, 'defect or not');
  return numbers.between(0, 1) < defects ? numbers.pick(defectKinds) : null;
}

/** Frame `index` of a line, encoded; `defect` overrides what the line would make. */
export async function simulateFrame(
  line: LineSettings,
  index: number,
  defect: DefectKind | null = defectOf(line, index),
): Promise<SimulatedFrame> {
  const { seed, width, height } = line;
  const part = renderPart({ seed, index, width, height, defect });
  return { ...part, index, bytes: await encodeJpeg(part.image, jpegQuality) };
}
