import { readFile } from 'node:fs/promises';
import { defectLook, type Vectors, vectorsOf } from '#analysis';
import { TouchstoneError } from '#contracts';
import { embedNormals } from '#learning';
import { inspect, plainView, type InspectingModel } from '#inspection';
import { buildBank } from '#memory-bank';
import { startProgress } from '../progress.js';
import type { Tools } from './tools.js';

export interface DefectSet {
  /** Files of good parts: what a defect is seen against. */
  readonly normals: readonly string[];
  readonly defects: readonly string[];
  readonly seed: number;
}

const bankRows = 2000;

/**
 * Learns the good parts and describes each defect by its worst patches: `[defects, d]`, in their order.
 * @throws TouchstoneError of the images' codes, naming the file that cannot be read.
 */
export async function embedDefects(set: DefectSet, tools: Tools): Promise<Vectors> {
  const model = await modelOf(set, tools);
  const progress = startProgress('Describing defects', set.defects.length);
  try {
    const found: Float32Array[] = [];
    for (const file of set.defects) {
      found.push(await describe(file, model));
      progress.update(found.length);
    }
    return vectorsOf(found);
  } finally {
    progress.stop();
    model.bank.dispose();
  }
}

async function modelOf(set: DefectSet, { runtime, backbone }: Tools): Promise<InspectingModel> {
  const view = plainView(backbone.size);
  const progress = startProgress('Learning the good parts', set.normals.length);
  const named = set.normals.map((file) => ({
    id: file,
    partId: null,
    bytes: () => readFile(file),
  }));
  let done = 0;
  const counted = async function* () {
    for await (const normal of embedNormals(named, backbone, view)) {
      progress.update(++done);
      yield normal;
    }
  };
  try {
    const bank = await buildBank(runtime, counted(), { rows: bankRows, seed: set.seed });
    const score = { method: 'worst-mean', worst: 10, neighbours: 1 } as const;
    return { backbone, bank, view, mask: null, score, scoreReference: null };
  } finally {
    progress.stop();
  }
}

async function describe(file: string, model: InspectingModel): Promise<Float32Array> {
  const [outcome] = await inspect([{ bytes: await readFile(file) }], model, { embeddings: true });
  if (!outcome!.ok)
    throw new TouchstoneError(outcome!.error.code, `${file}: ${outcome!.error.message}`, {
      cause: outcome!.error,
    });
  const { dimensions, contents } = model.bank;
  const { patches } = outcome!.embedding!;
  const { mean, deviation } = contents.channels;
  const { map } = outcome!.score;
  return defectLook({ patches, map, dimensions, mean, deviation }, model.backbone.defectHead);
}
