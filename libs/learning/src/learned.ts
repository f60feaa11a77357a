import type {
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
  /** Those of them that are in no bank: their scores count in the limits, see `NormalSetAside`. */
  readonly onlyInLimits: readonly string[];
}

/** What one normal scores when it is unseen. */
export interface HeldOutFrame {
  readonly id: string;
  /** Key of the part that it shows, as grouped. */
  readonly part: string;
  readonly fold: number;
  readonly score: number;
  /** Distances to the fold's bank, row-major; 0 where masked. */
  readonly map: Float32Array;
  /** False for one that is only in the limits. */
  readonly learned: boolean;
}

/** What a station's model is made of. */
export interface LearnedModel {
  readonly bankBytes: Uint8Array;
  readonly bankSha256: string;
  readonly rows: number;
  readonly dimensions: number;
  readonly limits: Limits;
  readonly certificate: Certificate;
  /** Null for scores that need none. */
  readonly scoreReference: ScoreReference | null;
  readonly cameraLimits: CameraLimits | null;
  readonly cameraReference: CameraReference | null;
  readonly references: readonly Required<Omit<ReferenceFrame, 'blob'>>[];
  readonly foldBanks: readonly FoldBank[];
  readonly setAside: readonly NormalSetAside[];
  readonly heldOut: readonly HeldOutFrame[];
  /** Id of the model that was added to; null for one built anew. */
  readonly extends: string | null;
  /** Why the previous model was not added to; null where it was, or none was given. */
  readonly rebuiltBecause: string | null;
}
