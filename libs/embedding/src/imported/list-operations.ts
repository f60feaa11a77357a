import { readExport } from './read-export.js';

export interface ListedOperation {
  /** The name that a tap would have for it. */
  readonly name: string;
  readonly type: string;
}

/**
 * Lists the operations of an ONNX file in their order: what could be tapped.
 * @throws TouchstoneError backbone-invalid for a file that cannot be imported.
 */
export async function listOperations(path: string): Promise<ListedOperation[]> {
  const { graph } = await readExport(path);
  return graph.node.map(({ name, output, opType }) => ({ name: name || output[0]!, type: opType }));
}
