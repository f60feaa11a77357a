import { TouchstoneError } from '#contracts';
import type { FittingCheckpoint } from './fitting-checkpoint.js';
import type { FittingSettings } from './settings.js';

type Origin = Pick<FittingCheckpoint, 'settings' | 'identity' | 'history'>;

/**
 * A run goes on only from what was made with its own settings and vectors.
 * @throws TouchstoneError validation-failed saying what differs.
 */
export function refuseOtherRun(
  from: Origin | undefined,
  settings: FittingSettings,
  identity: string,
): void {
  if (!from) return;
  const changed = changes(from.settings, settings);
  if (changed.length > 0) throw refusal(from, `other settings: ${changed.join('; ')}`);
  if (from.identity !== identity)
    throw refusal(from, 'other vectors: the images, their labels, the views or the backbone changed'); // prettier-ignore
}

function refusal({ history }: Origin, what: string): TouchstoneError {
  return new TouchstoneError(
    'validation-failed',
    `The checkpoint of epoch ${history.length} was made with ${what}. Resume with what it was made with, or start ` +
      'anew without the checkpoint.',
  );
}

function changes(then: FittingSettings, now: FittingSettings): string[] {
  const text = (settings: FittingSettings, name: string) =>
    JSON.stringify(settings[name as keyof FittingSettings]) ?? 'nothing';
  return [...new Set([...Object.keys(then), ...Object.keys(now)])]
    .filter((name) => text(then, name) !== text(now, name))
    .map((name) => `${name} ${text(then, name)} there, ${text(now, name)} now`);
}
