/** The rule that finds the part which a picture shows: limits promise a share of parts, not of pictures. */
export type PartRule = 'each-file' | 'before-underscore' | 'folder';

export const partRules: readonly (readonly [PartRule, string])[] = [
  ['each-file', 'every picture shows another part'],
  ['before-underscore', 'the name up to its first _ is the part'],
  ['folder', 'each folder is one part'],
];

/** Returns the part's id for a file at `path` (folders with `/`); null when each file is a part of its own. */
export function partOfFile(path: string, rule: PartRule): string | null {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  switch (rule) {
    case 'each-file':
      return null;
    case 'before-underscore':
      return name.replace(/\.[^.]*$/, '').split('_')[0] || null;
    case 'folder':
      return folders.at(-1) || null;
  }
}
