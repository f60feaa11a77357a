/** The way in which one setting is asked for; `path` is its place in the station's settings. */
export type Field = { path: string; label: string; help: string } & (
  | {
      kind: 'number';
      unit?: string;
      min?: number;
      max?: number;
      step?: number;
      percent?: boolean;
      /** The meaning of an empty field; the setting is null then. */
      empty?: string;
    }
  | { kind: 'switch' }
  | { kind: 'text' }
  | { kind: 'choice'; options: readonly (readonly [string, string])[] }
  | { kind: 'target' }
  | { kind: 'verdicts' }
);

/** Settings that a person thinks of together. */
export interface SettingsGroup {
  title: string;
  about: string;
  fields: readonly Field[];
}
