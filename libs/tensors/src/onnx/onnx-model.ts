import { TouchstoneError } from '#contracts';
import { isOnnx, nodesOf } from './onnx-graph.js';
import {
  decodeModel,
  encodeModel,
  type GraphProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
} from './onnx-messages.js';
import { typeNamed, type OnnxType } from './onnx-types.js';

/** A network whose graph is there: what `readOnnxModel` gives. */
export type OnnxModel = ModelProto & { graph: GraphProto };

/** An input of a network: its name, type and sizes; a size that it leaves open is undefined. */
export interface OnnxInput {
  readonly name: string;
  readonly type: OnnxType | undefined;
  readonly sizes: readonly (number | undefined)[];
}

/** Operators before version 11 take as attributes what later ones take as inputs. */
const oldestOpset = 11;
/** The domains of ONNX's own operators, and of those of ONNX Runtime that its quantised networks use. */
const knownDomains = ['', 'ai.onnx', 'com.microsoft'];
/** Operators that run a part of the graph as often as a value says: they could run for ever. */
const endless = ['Loop', 'Scan', 'SequenceMap'];

/**
 * Reads an ONNX model and refuses what cannot be used as a backbone whatever its taps.
 * @throws TouchstoneError backbone-invalid saying what it is.
 */
export function readOnnxModel(bytes: Uint8Array): OnnxModel {
  const model = decoded(bytes);
  const { graph } = model;
  if (!graph || graph.node.length === 0) throw refused('has no graph with operations');
  if (graph.sparseInitializer.length > 0)
    throw refused('keeps weights as sparse tensors; export it with dense ones');
  const opset = Number(model.opsetImport.find(({ domain }) => isOnnx(domain))?.version ?? 0);
  if (opset < oldestOpset)
    throw refused(`is written in version ${opset} of ONNX's operators; export it with opset 17`);
  for (const node of nodesOf(graph)) refuseNode(node, model);
  return model as OnnxModel;
}

/** Writes the bytes of a model. */
export function writeOnnxModel(model: OnnxModel): Uint8Array {
  return encodeModel(model);
}

/** Lists the network's inputs; older files list their weights among them. */
export function inputsOf({ graph }: OnnxModel): OnnxInput[] {
  const weights = new Set(graph.initializer.map(({ name }) => name));
  return graph.input
    .filter(({ name }) => !weights.has(name))
    .map(({ name, type }) => ({
      name,
      type: typeNamed(type?.tensorType?.elemType ?? 0),
      sizes: (type?.tensorType?.shape?.dim ?? []).map(
        ({ dimValue }) => Number(dimValue) || undefined,
      ),
    }));
}

/** Returns the numbers of a float32 constant. */
export function numbersOf({ rawData, floatData }: TensorProto): Float32Array {
  if (rawData.length === 0) return Float32Array.from(floatData);
  // A copy of its own: the bytes may lie at any place of their buffer.
  return new Float32Array(Uint8Array.from(rawData).buffer);
}

function decoded(bytes: Uint8Array): ModelProto {
  try {
    return decodeModel(bytes);
  } catch (cause) {
    throw refused('is no ONNX file, or is cut off', cause);
  }
}

function refuseNode({ name, opType, domain }: NodeProto, model: ModelProto): void {
  const own = (model.functions as { domain: string }[]).some((one) => one.domain === domain);
  if (!knownDomains.includes(domain) && !own)
    throw refused(
      `has the operation "${name}" (${opType}) of the domain ${domain}, which nothing here runs`,
    );
  if (endless.includes(opType))
    throw refused(
      `has the operation "${name}" (${opType}), which may run without end; export it unrolled`,
    );
}

function refused(why: string, cause?: unknown): TouchstoneError {
  return new TouchstoneError('backbone-invalid', `The ONNX network ${why}.`, { cause });
}
