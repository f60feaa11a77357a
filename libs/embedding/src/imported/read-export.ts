import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { TouchstoneError } from '#contracts';
import { nodesOf, readOnnxModel, type OnnxModel, type TensorProto } from '#tensors';
import { readPart } from '../folder/backbone-files.js';

/** Weights and graph together; protobuf ends at two. */
export const largestExport = 1024 ** 3;
export const mostOperations = 20_000;

/**
 * Reads a model.onnx as a framework exported it, with weights that lie in files beside it brought in.
 * @throws TouchstoneError backbone-invalid for what is larger than the budget, no ONNX, or lacks a file.
 */
export async function readExport(path: string): Promise<OnnxModel> {
  const folder = dirname(path);
  await refuseLarge(path);
  const model = readOnnxModel(await readPart(folder, basename(path)));
  const operations = nodesOf(model.graph).length;
  if (operations > mostOperations)
    throw refused(`has ${operations} operations; at most ${mostOperations} are taken`);
  await bringIn(folder, model);
  return model;
}

async function refuseLarge(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw refused(`${path} is not there, or is no file`);
  if (found.size > largestExport) throw tooLarge(found.size);
}

/** Large exports keep weights in files of their own. */
async function bringIn(folder: string, { graph }: OnnxModel): Promise<void> {
  const external = graph.initializer.filter((tensor) => tensor.dataLocation === 1);
  const files = new Map<string, Uint8Array>();
  let total = 0;
  for (const tensor of external) {
    const { location, offset, length } = placeOf(tensor);
    const bytes = files.get(location) ?? (await readExternal(folder, location));
    files.set(location, bytes);
    tensor.rawData = bytes.subarray(offset, length === undefined ? undefined : offset + length);
    if (length !== undefined && tensor.rawData.length !== length)
      throw refused(`needs ${offset + length} bytes of ${location}, which has ${bytes.length}`);
    total += tensor.rawData.length;
    if (total > largestExport) throw tooLarge(total);
    tensor.externalData = [];
    tensor.dataLocation = 0;
  }
}

async function readExternal(folder: string, location: string): Promise<Uint8Array> {
  await refuseLarge(`${folder}/${location}`);
  return readPart(folder, location);
}

function placeOf({ name, externalData }: TensorProto) {
  const facts = new Map(externalData.map(({ key, value }) => [key, value]));
  const location = facts.get('location');
  if (!location) throw refused(`does not say where the weight "${name}" lies`);
  const length = facts.get('length');
  return {
    location,
    offset: Number(facts.get('offset') ?? 0),
    length: length === undefined ? undefined : Number(length),
  };
}

function tooLarge(bytes: number): TouchstoneError {
  return refused(`has ${bytes} bytes; at most ${largestExport} are taken`);
}

function refused(why: string): TouchstoneError {
  return new TouchstoneError('backbone-invalid', `The ONNX network ${why}.`);
}
