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

/** Returns the settings with another value at a path such as `targets.reject`; the given ones stay as they are. */
export function withValue(settings: Settings, path: string, value: unknown): Settings {
  return withMember(settings, path.split('.'), value);
}

function withMember<T extends object>(
  before: T,
  [name = '', ...rest]: string[],
  value: unknown,
): T {
  const inner = before[name as keyof T];
  const after = rest.length === 0 ? value : withMember(inner as object, rest, value);
  return { ...before, [name]: after };
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
