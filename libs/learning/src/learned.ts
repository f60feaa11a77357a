import type {
  Fusion,
  CameraLimits,
  CameraReference,
  Certificate,
  Limits,
  ReferenceFrame,
  ScoreReference,
} from '#contracts';
import type { NormalSetAside } from './screening/screen-normals.js';

/** A bank built without the parts of one fold. */
export interface FoldBank {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** Normals whose held-out score comes from it. */
  readonly heldOut: readonly string[];
  /** The held-out normals that are in no bank: their scores count in the limits, see `NormalSetAside`. */
  readonly onlyInLimits: readonly string[];
}

/** The held-out score of one normal. */
export interface HeldOutFrame {
  readonly id: string;
  /** Key of the part that it shows, as grouped. */
  readonly part: string;
  readonly fold: number;
  readonly score: number;
  /** Distances to the fold's bank, row-major; 0 where masked. */
  readonly map: Float32Array;
  /** Tells whether the bank learned it; false for one that is only in the limits. */
  readonly learned: boolean;
}

/** The second input of a model, as learning made it. */
export interface LearnedSecond {
  readonly bankBytes: Uint8Array;
  readonly bankSha256: string;
  readonly rows: number;
  readonly dimensions: number;
  readonly scoreReference: ScoreReference | null;
  readonly fusion: Fusion;
}

/** The parts of a station's model, as learning made them. */
export interface LearnedModel {
  readonly bankBytes: Uint8Array;
  readonly bankSha256: string;
  readonly rows: number;
  readonly dimensions: number;
  readonly limits: Limits;
  readonly certificate: Certificate;
  /** The reference that standardises the scores; null for scores that need none. */
  readonly scoreReference: ScoreReference | null;
  /** The second input; null where frames are seen at one size. */
  readonly second: LearnedSecond | null;
  readonly cameraLimits: CameraLimits | null;
  readonly cameraReference: CameraReference | null;
  readonly references: readonly Required<Omit<ReferenceFrame, 'blob'>>[];
  readonly foldBanks: readonly FoldBank[];
  readonly setAside: readonly NormalSetAside[];
  readonly heldOut: readonly HeldOutFrame[];
  /** The id of the model that was added to; null for one built anew. */
  readonly extends: string | null;
  /** The reason why the previous model was not added to; null where it was, or none was given. */
  readonly rebuiltBecause: string | null;
}
