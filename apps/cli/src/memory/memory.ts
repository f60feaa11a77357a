import type { DefectMemoryEntry } from '#contracts';
import { everyItem } from '../client/every-item.js';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';

export interface MemoryOptions extends ApiOptions {
  json?: boolean;
}

export type UndoOptions = MemoryOptions & PersonOptions;

/** Prints the station's defect memory. @throws TouchstoneError the API's. */
export async function listMemory(station: string, options: MemoryOptions): Promise<void> {
  const api = openApi(options);
  const path = { station };
  const items = await everyItem((cursor) =>
    api.get('/v1/stations/{station}/defect-memory', { path, query: { limit: 500, cursor } }),
  );
  process.stdout.write(options.json ? `${JSON.stringify({ items })}\n` : memoryText(items));
}

/** Takes an entry out of the defect memory. @throws TouchstoneError the API's, `defect-memory-not-found`. */
export async function undoEntry(
  station: string,
  entry: string,
  { by, json, ...options }: UndoOptions,
): Promise<void> {
  const asked = { path: { station, entry }, query: { by } };
  const undone = await openApi(options).delete(
    '/v1/stations/{station}/defect-memory/{entry}',
    asked,
  );
  process.stdout.write(json ? `${JSON.stringify(undone)}\n` : memoryText([undone]));
}

export function memoryText(items: readonly DefectMemoryEntry[]): string {
  if (items.length === 0) return 'No defect is remembered.\n';
  return items.map((entry) => `${lineOf(entry)}\n`).join('');
}

function lineOf({
  id,
  at,
  name,
  by,
  frameId,
  patches,
  verdictsChanged,
  ...rest
}: DefectMemoryEntry): string {
  // prettier-ignore
  const state =
    rest.undoneAt !== null
      ? `taken out by ${rest.undoneBy}`
      : rest.inactive !== null
        ? `raises nothing: ${rest.inactive}`
        : 'raises look-alikes';
  return `${at}  ${name ?? 'no name'}  frame ${frameId}  ${patches} patches  changed ${verdictsChanged} verdicts  ${by}  ${state}  [${id}]`;
}
