import type { BackboneManifest } from '#contracts';
import { writeOnnx } from '../backends/write-onnx.js';
import { checkTolerance } from '../check.js';
import { compileNetwork } from '../compile.js';
import { checkHash, readLayersModel } from '../folder/backbone-files.js';
import { embedByLayers } from '../layers-model/embed-by-layers.js';
import type { NetworkSource } from './network-source.js';

/**
 * Reads a tfjs LayersModel: compiled by this project to any engine's graph, checked against `LayersModel.predict`.
 * @throws TouchstoneError backbone-invalid where the files are not the manifest's.
 */
export async function layersSource(
  folder: string,
  manifest: BackboneManifest,
): Promise<NetworkSource> {
  const files = await readLayersModel(folder);
  checkHash(files, manifest);
  return {
    onnxOnly: false,
    async compile({ tf }, described, size) {
      const compiled = await compileNetwork(tf, files, described, size);
      const { network, grid, dimensions, imageDimensions } = compiled;
      return {
        network,
        grid,
        dimensions,
        imageDimensions,
        tolerance: checkTolerance,
        onnx: () => writeOnnx(network),
        expected: (pixels) => embedByLayers(tf, compiled, described, size, pixels),
        dispose: () => undefined,
      };
    },
  };
}
