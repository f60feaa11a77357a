import { TouchstoneError } from '#contracts';

/** The words of the refusal where a head's vectors are other ones. */
export const otherVectors = 'vectors: the images, their labels, the views or the backbone changed';

/** The settings and inputs that a checkpoint was made with. */
export interface Origin<Settings extends object> {
  readonly settings: Settings;
  readonly identity: string;
  /** The figures of the epochs so far, one entry an epoch. */
  readonly history: readonly unknown[];
}

/**
 * Refuses a checkpoint of another run: one goes on only from what was made with its own settings and inputs: vectors, or images and
 * networks. `inputs` names them where they are other ones.
 * @throws TouchstoneError validation-failed saying what differs.
 */
export function refuseOtherRun<Settings extends object>(
  from: Origin<Settings> | undefined,
  settings: Settings,
  identity: string,
  inputs = otherVectors,
): void {
  if (!from) return;
  const changed = changes(from.settings, settings);
  if (changed.length > 0) throw refusal(from, `other settings: ${changed.join('; ')}`);
  if (from.identity !== identity) throw refusal(from, `other ${inputs}`);
}

function refusal({ history }: Pick<Origin<object>, 'history'>, what: string): TouchstoneError {
  return new TouchstoneError(
    'validation-failed',
    `The checkpoint of epoch ${history.length} was made with ${what}. Resume with what it was made with, or start ` +
      'anew without the checkpoint.',
  );
}

function changes(then: object, now: object): string[] {
  const text = (settings: object, name: string) =>
    JSON.stringify((settings as Record<string, unknown>)[name]) ?? 'nothing';
  return [...new Set([...Object.keys(then), ...Object.keys(now)])]
    .filter((name) => text(then, name) !== text(now, name))
    .map((name) => `${name} ${text(then, name)} there, ${text(now, name)} now`);
}
