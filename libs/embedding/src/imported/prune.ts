import { TouchstoneError } from '#contracts';
import { innerGraphs, nodesOf, type NodeProto, type OnnxModel } from '#tensors';

/**
 * Returns the name of the value that a tap names: an output of the network, a value inside, or an operation, whose
 * first output it is.
 * @throws TouchstoneError backbone-invalid naming what there is.
 */
export function valueOfTap({ graph }: OnnxModel, tap: string): string {
  const values = new Set(graph.node.flatMap(({ output }) => output));
  if (values.has(tap)) return tap;
  const [output] = graph.node.find(({ name }) => name === tap)?.output ?? [];
  if (output !== undefined) return output;
  throw noSuchTap(tap, graph.node);
}

/** Makes the taps' values the network's outputs and takes out what they do not need. */
export function pruneTo(model: OnnxModel, values: readonly string[]): void {
  const { graph } = model;
  const needed = new Set(values);
  const kept = graph.node.toReversed().filter((node) => {
    if (!node.output.some((output) => needed.has(output))) return false;
    for (const name of readsOf(node)) needed.add(name);
    return true;
  });
  graph.node = kept.reverse();
  graph.initializer = graph.initializer.filter(({ name }) => needed.has(name));
  graph.input = graph.input.filter(({ name }) => needed.has(name));
  graph.output = values.map((name) => ({
    name,
    type: { tensorType: { elemType: 1, shape: null } },
  }));
}

/** Graphs inside of an operation read values of the graph around it. */
function readsOf(node: NodeProto): string[] {
  const inner = innerGraphs(node);
  const reads = inner.flatMap((graph) => [
    ...nodesOf(graph).flatMap(({ input }) => input),
    ...graph.output.map(({ name }) => name),
  ]);
  return [...node.input, ...reads];
}

function noSuchTap(tap: string, nodes: readonly NodeProto[]): TouchstoneError {
  const [word] = tap.split(/[/._]/).filter(Boolean);
  const names = nodes.map(({ name, output }) => name || output[0]!);
  const close = names.filter((name) => word !== undefined && name.includes(word));
  const some = (close.length > 0 ? close : names).slice(-12).join(', ');
  return new TouchstoneError(
    'backbone-invalid',
    `The network has no operation or value "${tap}". There are, among ${names.length}: ${some}. ` +
      '"touchstone backbones info <file> --layers" lists all of them.',
  );
}
