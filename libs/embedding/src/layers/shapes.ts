import { z } from 'zod';
import type { Padding } from '../network/operations.js';
import { product } from '../network/sizes.js';
import { channelsLast, settingsOf, unsupported, type LayerRule } from './layer-rule.js';

const count = z.int().min(0);
const around = z.union([
  count.transform((n): Padding => ({ top: n, bottom: n, left: n, right: n })),
  z
    .tuple([z.tuple([count, count]), z.tuple([count, count])])
    .transform(([[top, bottom], [left, right]]): Padding => ({ top, bottom, left, right })),
  z
    .tuple([count, count])
    .transform(([y, x]): Padding => ({ top: y, bottom: y, left: x, right: x })),
]);

const paddingSettings = z.object({ padding: around, data_format: channelsLast });
export const zeroPadding: LayerRule = (place) => [
  { kind: 'pad', padding: settingsOf(place, paddingSettings).padding },
];

export const flatten: LayerRule = (place) => {
  settingsOf(place, z.object({ data_format: channelsLast }));
  return [{ kind: 'reshape', shape: [product(place.shapes[0]!)] }];
};

// tfjs writes null for "whatever is left", Keras -1.
const size = z
  .int()
  .nullable()
  .transform((n) => n ?? -1);
export const reshape: LayerRule = (place) => {
  const { target_shape: wanted } = settingsOf(place, z.object({ target_shape: z.array(size) }));
  return [{ kind: 'reshape', shape: wanted }];
};

export const concatenate: LayerRule = (place) => {
  const { axis } = settingsOf(place, z.object({ axis: z.int().default(-1) }));
  const rank = place.shapes[0]!.length;
  if (axis !== -1 && axis !== rank)
    throw unsupported(place.layer, `its axis ${axis} is not the channels'`);
  return [{ kind: 'concatenate' }];
};

export const add: LayerRule = () => [{ kind: 'add' }];
export const multiply: LayerRule = () => [{ kind: 'multiply' }];
/** Passes by what only training needs: dropout, noise. */
export const passedBy: LayerRule = () => [];
