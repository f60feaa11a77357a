import type { Station, StationPatch } from '#contracts';

export type Settings = Station['settings'];

/** Returns the value at a path such as `targets.reject`; undefined where there is none. */
export function valueAt(settings: Settings, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | undefined)?.[name],
      settings,
    );
}

/** Returns the settings with another value at a path of one or two names; the given ones stay as they are. */
export function withValue(settings: Settings, path: string, value: unknown): Settings {
  const [group = '', name] = path.split('.');
  if (name === undefined) return { ...settings, [group]: value };
  const before = settings[group as keyof Settings] as object;
  return { ...settings, [group]: { ...before, [name]: value } };
}

/** Returns what PATCH must be told: each changed setting as a whole; null when nothing changed. */
export function patchOf(before: Settings, after: Settings): StationPatch | null {
  const changed = Object.keys(after).filter(
    (name) =>
      name !== 'webhook' &&
      JSON.stringify(before[name as keyof Settings]) !==
        JSON.stringify(after[name as keyof Settings]),
  );
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((name) => [name, after[name as keyof Settings]]));
}

/** Returns what the API said of a field, or of what lies in it; undefined when nothing. */
export function problemAt(
  errors: readonly { path: string; message: string }[],
  path: string,
): string | undefined {
  return errors.find((error) => error.path === path || error.path.startsWith(`${path}.`))?.message;
}
