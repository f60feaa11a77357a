import type { BackboneManifest } from '#contracts';
import type { Tensor2D, Tensor4D, TensorRuntime } from '#tensors';
import type { Size } from '../compile.js';
import type { Grid } from '../network/embedding-head.js';
import type { Network } from '../network/operations.js';

/** The network of a backbone folder as it was read, its hash checked. */
export interface NetworkSource {
  /** Tells whether no engine but ONNX Runtime can run it. */
  readonly onnxOnly: boolean;
  /** Makes it ready for images of one size. @throws TouchstoneError backbone-invalid, layer-unsupported. */
  compile(runtime: TensorRuntime, manifest: BackboneManifest, size: Size): Promise<ReadyNetwork>;
}

/** A backbone at one input size, from pixels to embeddings, before any engine has it. */
export interface ReadyNetwork {
  readonly grid: Grid;
  readonly dimensions: number;
  readonly imageDimensions: number;
  /** The network; absent where it came as an ONNX graph. */
  readonly network?: Network;
  /** Images that one call may take; as many as wanted when not given. */
  readonly imagesPerCall?: number;
  /** Writes the ONNX graph from bytes to embeddings. */
  onnx(): Uint8Array;
  /**
   * Computes the embeddings by the slow, obvious way, which the compiled network is checked against. `pixels` is [n,
   * height, width, 3], 0 to 255. The caller owns both results.
   */
  expected(pixels: Tensor4D): Promise<{ patches: Tensor4D; image: Tensor2D }>;
  /** Largest difference allowed between the two, as a share of the largest value. */
  readonly tolerance: number;
  dispose(): void;
}
