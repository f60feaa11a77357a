import { z } from 'zod';
import { instant, stationId } from '../frames/ids.js';
import { safeText } from '../frames/safe-text.js';
import { person } from '../reviews/reviews.js';

/** A source's name at its station. */
export const sourceId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'a source id is 1 to 63 of a-z, 0-9, "-" and "_"');

/** A pattern of file names, in which `*` is any run of characters and `?` any one: `cam1_*.png`. */
export const namePattern = safeText
  .min(1)
  .max(100)
  .refine((text) => !/[/\\]/.test(text), 'is a pattern of a name, without a folder')
  .refine((text) => text.split('*').length <= 6, 'has more than five "*"');

/** The groups that a pattern of facts may have, and what each gives. */
export const factGroups = ['part', 'lot', 'time'] as const;

/** A regular expression on the file's name; its groups `part`, `lot` and `time` give the facts of the frame. */
export const factPattern = safeText.min(1).max(300).superRefine(checkFactPattern);

/** The settings of a folder that files are dropped into, by a camera, a program or an FTP server. */
export const folderSettings = z.strictObject({
  /** The folder: absolute, or below the first folder that the installation allows. */
  path: safeText.min(1).max(1000),
  names: z
    .array(namePattern)
    .min(1)
    .max(20)
    .default(['*.png', '*.jpg', '*.jpeg', '*.webp', '*.bmp', '*.tif', '*.tiff']),
  subfolders: z.boolean().default(false),
  order: z.enum(['name', 'time']).default('name'),
  facts: factPattern.nullable().default(null),
  /** What becomes of a file that the API has accepted. */
  afterwards: z.enum(['delete', 'move', 'keep']).default('move'),
  /** The milliseconds for which size and time of change stand still before a file is whole. */
  settleMs: z.int().min(100).max(60_000).default(2_000),
  /** The number of waiting files over which the source says that they pile up. */
  pileUp: z.int().min(1).max(1_000_000).default(1_000),
});
export type FolderSettings = z.infer<typeof folderSettings>;

export const sourceStates = [
  'starting',
  'running',
  'paused',
  'waiting',
  'unreadable',
  'unattended',
] as const;

/** The state of a source, as its connector saw it last. */
export const sourceState = z.object({
  /**
   * `waiting`: for the API, which does not take frames just now; `unreadable`: the folder cannot be used; `unattended`:
   * no connector has said anything for half a minute.
   */
  state: z.enum(sourceStates),
  /** The reason, for people; null where there is nothing to say. */
  why: z.string().nullable(),
  lastFile: z.string().nullable(),
  lastAt: instant.nullable(),
  /** The counts since the source was added. */
  pushed: z.int(),
  refused: z.int(),
  /** The files in the folder that were not accepted yet, and whether these are more than `pileUp`. */
  waitingFiles: z.int(),
  piledUp: z.boolean(),
});
export type SourceState = z.infer<typeof sourceState>;

/** A way by which frames come to a station without a camera that speaks HTTP. */
export const source = z.object({
  id: sourceId,
  stationId,
  kind: z.literal('folder'),
  settings: folderSettings,
  paused: z.boolean(),
  addedBy: z.string(),
  addedAt: instant,
  state: sourceState,
});
export type Source = z.infer<typeof source>;

export const sourceRequest = z.strictObject({
  id: sourceId,
  kind: z.literal('folder').default('folder'),
  settings: folderSettings,
  paused: z.boolean().default(false),
  by: person.default('operator'),
});
export type SourceRequest = z.infer<typeof sourceRequest>;

/** A change: what is left out stays. */
export const sourcePatch = z.strictObject({
  settings: withoutDefaults().optional(),
  paused: z.boolean().optional(),
  by: person.default('operator'),
});
export type SourcePatch = z.infer<typeof sourcePatch>;

/** A default in a patch would change what nobody named. */
function withoutDefaults() {
  const { shape } = folderSettings;
  return z.strictObject({
    path: shape.path.optional(),
    names: shape.names.unwrap().optional(),
    subfolders: shape.subfolders.unwrap().optional(),
    order: shape.order.unwrap().optional(),
    facts: shape.facts.unwrap().optional(),
    afterwards: shape.afterwards.unwrap().optional(),
    settleMs: shape.settleMs.unwrap().optional(),
    pileUp: shape.pileUp.unwrap().optional(),
  });
}

function checkFactPattern(text: string, context: z.RefinementCtx): void {
  const groups = [...text.matchAll(/\(\?<([A-Za-z_$][\w$]*)>/g)].map(([, name]) => name!);
  const known: readonly string[] = factGroups;
  const unknown = groups.filter((name) => !known.includes(name));
  const say = (message: string) => context.addIssue({ code: 'custom', message });
  try {
    new RegExp(text, 'u');
  } catch (error) {
    return say(`is no regular expression: ${error instanceof Error ? error.message : ''}`);
  }
  if (groups.length === 0) say(`has no named group: ${factGroups.join(', ')}, as in (?<part>\\w+)`);
  if (unknown.length > 0)
    say(`has the groups ${unknown.join(', ')}; known are ${factGroups.join(', ')}`);
}
