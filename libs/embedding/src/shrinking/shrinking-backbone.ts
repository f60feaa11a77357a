import { TouchstoneError } from '#contracts';
import { sha256Of } from '#numbers';
import type { Backbone } from '../backbone.js';
import type { Size } from '../compile.js';
import { shrunk } from './shrunk.js';

const shrinking = new WeakMap<Backbone, Map<string, Backbone>>();

/**
 * Returns the backbone as one that takes images of a larger size and shrinks them to its own before it embeds them. The
 * same object for the same backbone and size, so that batches are shared; it is disposed of with its backbone.
 * @throws TouchstoneError validation-failed when the size is not larger than the backbone's.
 */
export function shrinkingTo(backbone: Backbone, from: Size): Backbone {
  const known = shrinking.get(backbone) ?? new Map<string, Backbone>();
  shrinking.set(backbone, known);
  const name = `${from.width}x${from.height}`;
  const made = known.get(name) ?? shrinkingOf(backbone, from, name);
  known.set(name, made);
  return made;
}

function shrinkingOf(backbone: Backbone, from: Size, name: string): Backbone {
  const { size } = backbone;
  if (size.width >= from.width || size.height >= from.height)
    throw new TouchstoneError(
      'validation-failed',
      `The second input of ${size.width} x ${size.height} must be smaller than the first, which has ${name}: it is made of its pixels. ` +
        'Set a larger first input, a smaller second one, or none.',
    );
  return {
    ...backbone,
    size: from,
    hash: sha256Of(`${backbone.hash} shrunk from ${name}`),
    embed: (images) => backbone.embed(images.map((image) => shrunk(image, size))),
    dispose: () => backbone.dispose(),
  };
}
