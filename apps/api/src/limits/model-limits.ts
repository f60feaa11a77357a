import { Injectable } from '@nestjs/common';
import {
  type BothLimits,
  type Limits,
  type LimitsByHand,
  type ModelManifest,
  TouchstoneError,
} from '#contracts';
import { Models } from '#storage';

/** A model with the limits in force. */
export interface ModelInForce {
  readonly manifest: ModelManifest;
  readonly active: boolean;
  readonly byHand: LimitsByHand | null;
  readonly limits: Limits;
}

/** Finds models with the limits that judge, and makes whole what a person asks of limits. */
@Injectable()
export class ModelLimits {
  constructor(private readonly models: Models) {}

  /** Throws `model-not-found`. */
  async of(station: string, modelId: string): Promise<ModelInForce> {
    const manifest = await this.models.find(modelId);
    const summary = (await this.models.list(station)).find(({ id }) => id === modelId);
    if (!manifest || !summary)
      throw new TouchstoneError('model-not-found', `station ${station} has no model ${modelId}`);
    const { active, limitsByHand: byHand, limits } = summary;
    return { manifest, active, byHand, limits };
  }
}

/** Returns the limits that are asked for, those that are not said as they are. Throws `validation-failed` where they cross. */
export function askedLimits(
  now: Limits,
  asked: { readonly review?: number | undefined; readonly reject?: number | undefined },
): BothLimits {
  const { review: warn = now.warn, reject = now.reject } = asked;
  if (warn <= reject) return { warn, reject };
  throw new TouchstoneError(
    'validation-failed',
    `the review limit ${warn} is over the reject limit ${reject}; it must be at most as high: say both, or another one`,
  );
}
