import type { BackboneManifest } from '#contracts';
import type { Checkpoint } from './checkpoint.js';
import type { SavedModel } from './model-files.js';
import { studentScaling } from './student-forward.js';
import { studentGraph } from './student-graph.js';

/** The facts that only the person who trains can say. */
export interface ModelDescription {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** The teacher in words. */
  readonly teacher: string;
  /** The photographs in words. */
  readonly images: string;
}

/** Returns the manifest of an exported student; its inputs are 256 x 256 unless somebody asks otherwise. */
export function studentManifest(
  { step, settings }: Checkpoint,
  saved: SavedModel,
  description: ModelDescription,
): BackboneManifest {
  const { name, version, licence, teacher, images } = description;
  return {
    format: 'touchstone-backbone/1',
    name,
    version,
    description: `Plain convolutions that give the patch embeddings of ${teacher}`,
    sha256: saved.sha256,
    inputSize: { width: 256, height: 256 },
    colourOrder: 'rgb',
    scaling: {
      mean: eachColour(studentScaling.mean),
      deviation: eachColour(studentScaling.deviation),
    },
    taps: [{ layer: studentGraph(settings.widths).at(-1)!.name, resize: 'mean' }],
    gridStride: 16,
    neighbourhood: 1,
    l2Norm: false,
    imageEmbedding: { pooling: 'gap', l2Norm: true },
    provenance: {
      source: 'touchstone distill',
      licence,
      note: `Distilled from ${teacher} over ${images}; ${step} steps, seed ${settings.seed}.`,
    },
  };
}

function eachColour(value: number): [number, number, number] {
  return [value, value, value];
}
