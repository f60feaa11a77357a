import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import type { Layer } from '../layers-model/topology.js';
import type { Constant, Operation } from '../network/operations.js';

/** The facts of the layer that a rule turns into operations. */
export interface LayerPlace {
  readonly layer: Layer;
  /** The shapes of its inputs, without the batch. */
  readonly shapes: readonly (readonly number[])[];
  /** Returns the layer's weight by its short name, e.g. `kernel`. */
  weight(name: string): Constant;
}

/** A layer as operations applied one after the other; none means that inference passes it by. */
export type LayerRule = (place: LayerPlace) => readonly Operation[];

/**
 * Returns the settings of a layer that its rule reads.
 * @throws TouchstoneError layer-unsupported naming the layer, its type and the setting.
 */
export function settingsOf<T extends z.ZodType>(place: LayerPlace, schema: T): z.output<T> {
  const parsed = schema.safeParse(place.layer.config);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw unsupported(place.layer, `its setting ${issue.path.join('.')}: ${issue.message}`);
}

/** Returns the error of a layer type or setting that is not compiled, by name. */
export function unsupported(layer: Layer, why: string): TouchstoneError {
  return new TouchstoneError(
    'layer-unsupported',
    `Layer "${layer.name}" of type ${layer.className} cannot be compiled: ${why}.`,
    { facts: { layer: layer.name, type: layer.className } },
  );
}

const side = z.int().positive();
/** The schema of a square, which Keras writes as one number or as a pair. */
export const pair = z
  .union([side, z.tuple([side, side])])
  .transform((value): [number, number] => (Array.isArray(value) ? value : [value, value]));

export const channelsLast = z.literal('channels_last').nullish();
export const padding = z.enum(['same', 'valid']);
