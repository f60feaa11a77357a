import type { ScoreReference, ScoreSettings } from '#contracts';
import type { Backbone } from '#embedding';
import type { MemoryBank } from '#memory-bank';
import type { View } from './view.js';

/** The parts of a model that inspecting needs; one that is only being judged has no manifest yet. */
export interface InspectingModel {
  readonly backbone: Backbone;
  readonly bank: MemoryBank;
  readonly view: View;
  /** The mask, row-major, 1 where a patch counts; null: all do. */
  readonly mask: Uint8Array | null;
  readonly score: ScoreSettings;
  readonly scoreReference: ScoreReference | null;
}
