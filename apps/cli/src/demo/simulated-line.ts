import { randomUUID } from 'node:crypto';
import { uploadOf } from '../simulate/camera.js';
import { defectKinds, defectOf, simulateFrame, type SimulatedFrame } from '#simulation';
import type { DemoFrame, DemoLine } from './demo-line.js';

/** The number of normals; 99 parts are the least for a false-alarm rate of 1 % that is not provisional. */
const normals = 120;
/**
 * The share of faulty parts: one every four seconds at the usual pace, far more than a factory makes, and none is
 * missed.
 */
const defects = 0.08;
/** A bounded round: in every seven frames five good parts and two defects, 30 and 12 in all. */
const checkFrames = 42;
const badOfSeven = [2, 5];
/** Share of the plain defects that must be called review or defect. */
const leastFound = 0.9;
/** The plainness (of 0 to 1) from which on defects must be found; below it a person too has to look twice. */
export const plainFrom = 0.35;

/** Returns the simulated line of a seed: its first parts are good ones to learn from. Its pictures have `size` pixels. */
export function simulatedLine(seed: number, size = { width: 640, height: 480 }): DemoLine {
  const line = { seed, defects, width: size.width, height: size.height };
  const run = randomUUID();
  const frameOf = (frame: SimulatedFrame): DemoFrame => ({
    upload: uploadOf(frame, run),
    known: frame.defect
      ? { kind: 'defect', name: frame.defect.kind, plain: frame.defect.plainness >= plainFrom }
      : { kind: 'good' },
  });
  return {
    station: `flange-${seed}`,
    title: `Simulated line, seed ${seed}`,
    normals,
    faultyShare: defects,
    normalAt: async (index) => uploadOf(await simulateFrame(line, index, null), run),
    frames: Infinity,
    frameAt: async (index) =>
      frameOf(await simulateFrame(line, normals + index, defectOf(line, normals + index))),
    checkFrames,
    checkFrameAt: async (index) => {
      const bad = badOfSeven.includes(index % 7);
      const kind = defectKinds[Math.floor((index * 2) / 7) % defectKinds.length]!;
      return frameOf(await simulateFrame(line, normals + index, bad ? kind : null));
    },
    mustFlag: (plain) => Math.ceil(plain * leastFound),
  };
}
