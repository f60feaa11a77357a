import type { Fusion, ScoreReference, ScoreSettings } from '#contracts';
import type { Backbone } from '#embedding';
import type { RgbImage } from '#images';
import type { MemoryBank } from '#memory-bank';
import type { View } from './view.js';

/** One input of a model: what sees a frame at one size, and what its patches are compared with. */
export interface ModelInput {
  /** The backbone; it takes frames of the model's view. */
  readonly backbone: Backbone;
  readonly bank: MemoryBank;
  /** The mask, row-major, 1 where a patch counts; null: all do. */
  readonly mask: Uint8Array | null;
  readonly scoreReference: ScoreReference | null;
}

/** The second input of a model; its backbone shrinks the frames of the first. */
export interface SecondModelInput extends ModelInput {
  readonly fusion: Fusion;
}

/** The parts of a model that inspecting needs; one that is only being judged has no manifest yet. */
export interface InspectingModel extends ModelInput {
  readonly view: View;
  readonly score: ScoreSettings;
  /** The second input; null or absent where frames are seen at one size. */
  readonly second?: SecondModelInput | null;
}

/** A prepared frame, and the model of its station. */
export interface FrameToScore {
  readonly image: RgbImage;
  readonly model: InspectingModel;
}
