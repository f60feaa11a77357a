import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkoutFolder } from '../../apps/cli/src/settings.js';

/**
 * Returns a path in the folder of real images and weights beside the checkout (TOUCHSTONE_SHARED names another), or
 * undefined: a user's clone has no such folder, and what needs it is skipped by name.
 */
export function sharedPath(...parts: string[]): string | undefined {
  const beside = resolve(checkoutFolder(), '..', 'shared');
  const path = join(process.env['TOUCHSTONE_SHARED'] ?? beside, ...parts);
  return existsSync(path) ? path : undefined;
}

export const shippedBackbones = join(checkoutFolder(), 'models');
