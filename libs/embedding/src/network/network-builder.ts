import { shapeAfter } from './sizes.js';
import type { Network, NetworkNode, Operation } from './operations.js';

/** Grows a network node by node; names are unique and every input must exist. */
export class NetworkBuilder {
  readonly #nodes = new Map<string, NetworkNode>();

  constructor(nodes: Iterable<NetworkNode> = []) {
    for (const node of nodes) this.#nodes.set(node.name, node);
  }

  /** Adds the images: [height, width, 3]. */
  pixels(name: string, height: number, width: number): string {
    const node: NetworkNode = {
      name,
      operation: { kind: 'pixels' },
      inputs: [],
      shape: [height, width, 3],
    };
    this.#nodes.set(name, node);
    return name;
  }

  /** Adds a map that comes from outside: [height, width, channels]. */
  given(name: string, shape: readonly number[]): string {
    this.#nodes.set(name, { name, operation: { kind: 'given' }, inputs: [], shape });
    return name;
  }

  /** Adds a node and returns its name. @throws RangeError when the inputs' shapes do not fit. */
  add(name: string, operation: Operation, ...inputs: string[]): string {
    const unique = this.#unique(name);
    const shapes = inputs.map((input) => this.shapeOf(input));
    const shape = shapeAfter(operation, shapes);
    this.#nodes.set(unique, { name: unique, operation, inputs, shape });
    return unique;
  }

  /** Returns the shape of a node's value, without the batch. Throws a RangeError where there is no such node. */
  shapeOf(name: string): readonly number[] {
    const node = this.#nodes.get(name);
    if (!node) throw new RangeError(`there is no node "${name}"`);
    return node.shape;
  }

  build(outputs: Readonly<Record<string, string>>): Network {
    return { nodes: [...this.#nodes.values()], outputs };
  }

  #unique(name: string): string {
    let free = name;
    for (let i = 1; this.#nodes.has(free); i++) free = `${name}/${i}`;
    return free;
  }
}
