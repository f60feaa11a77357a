import type {
  BankSettings,
  CalibrationProgress,
  CameraLimits,
  Certificate,
  ImageQuality,
  ModelManifest,
  ScoreSettings,
  Targets,
} from '#contracts';
import type { Backbone } from '#embedding';
import type { TensorRuntime } from '#tensors';
import type { EmbeddedNormal, Normals } from './normals/embed-normals.js';
import type { NormalToScreen, Screened, ScreenInput } from './screening/screen-normals.js';
import type { View } from '#inspection';
import type { NormalEmbedding } from './stored-normals.js';

/**
 * The frames that a screening is given; who gives the hook adds what the station knows: settings, defects, people's
 * decisions.
 */
export type ScreeningInput = Omit<ScreenInput, 'settings' | 'defects' | 'normals'> & {
  /**
   * The normals; `known` ones were learned by the model that is extended: they are compared with, and never set aside.
   */
  readonly normals: readonly (Omit<NormalToScreen, 'used'> & { readonly known: boolean })[];
};

/** A model that new normals are added to, with the bytes that its manifest names. */
export interface PreviousModel {
  readonly manifest: ModelManifest;
  readonly bankBytes: Uint8Array;
  /** The bytes of the folds' banks, in the order of the manifest's `foldBanks`. */
  readonly foldBankBytes: readonly Uint8Array[];
}

/** The second input of a model that is learned. */
export interface SecondToLearn {
  /** The backbone that shrinks the frames of the first input: see `shrinkingTo`. */
  readonly backbone: Backbone;
  /** The mask on its grid, row-major, 1 where a patch counts; null: all do. */
  readonly mask: Uint8Array | null;
}

export interface LearnOptions {
  readonly normals: Normals;
  readonly backbone: Backbone;
  readonly bankSettings: BankSettings;
  readonly scoreSettings: ScoreSettings;
  readonly targets: Targets;
  readonly view: View;
  /** The mask, row-major, 1 where a patch counts; null: all do. */
  readonly mask?: Uint8Array | null;
  /** Limits on the quality figures from those of the normals that entered; without it none are learned. */
  readonly cameraLimits?: (qualities: readonly ImageQuality[]) => CameraLimits | null;
  /** The second, smaller input, which gets a bank of its own; its score is fused with the first one's. */
  readonly second?: SecondToLearn | null;
  /** The seed of the folds; the bank has its own in its settings. */
  readonly seed: number;
  /**
   * Is called with the progress of the steps `embed`, `screen`, `bank`, `held-out`, `limits`; `of` is 0 while the
   * number of normals is not known.
   */
  readonly onProgress?: (progress: CalibrationProgress) => void;
  /** The signal that ends learning: within a batch or so it throws its reason. */
  readonly signal?: AbortSignal;
  /** The runtime that the backbone runs on, when it is already at hand. */
  readonly runtime?: TensorRuntime;
  /** The samples that the view's number of bits was taken from; for the certificate. */
  readonly sampleBits?: Certificate['sampleBits'];
  /** The person who asks for the model, when and why; for its certificate. */
  readonly made?: Certificate['made'];
  /** Looks at the normals before they enter; without it all do. */
  readonly screen?: (look: ScreeningInput) => Promise<Screened>;
  /** Returns a normal's embedding from an earlier calibration; null where it has to be embedded from its image. */
  readonly known?: (normalId: string, madeWith: string) => Promise<NormalEmbedding | null>;
  /** Is called with each normal that was embedded from its image, so that the next calibration knows it. */
  readonly onEmbedded?: (normal: EmbeddedNormal, madeWith: string) => Promise<void>;
  /** Adds to this model what it does not have; where that cannot be, the model is built anew and says why. */
  readonly previous?: PreviousModel;
}
