import { z } from 'zod';
import type { Pool } from '../network/operations.js';
import { channelsLast, padding, pair, settingsOf, type LayerRule } from './layer-rule.js';

const settings = z.object({
  pool_size: pair.default([2, 2]),
  strides: pair.nullish(),
  padding: padding.default('valid'),
  data_format: channelsLast,
});

function pooling(method: Pool['method']): LayerRule {
  return (place) => {
    const asked = settingsOf(place, settings);
    const strides = asked.strides ?? asked.pool_size;
    return [{ kind: 'pool', method, size: asked.pool_size, strides, padding: asked.padding }];
  };
}

export const maxPooling = pooling('maximum');
export const averagePooling = pooling('mean');

const globalSettings = z.object({
  data_format: channelsLast,
  keepdims: z.literal(false).nullish(),
});

function globalPooling(method: Pool['method']): LayerRule {
  return (place) => {
    settingsOf(place, globalSettings);
    return [{ kind: 'global', method }];
  };
}

export const globalAveragePooling = globalPooling('mean');
export const globalMaxPooling = globalPooling('maximum');
