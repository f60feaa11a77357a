import { defectMemoryEntry, page, type DefectMemoryEntry } from '#contracts';
import { openApi, type ApiOptions } from '../client/options.js';
import type { PersonOptions } from '../client/person-option.js';

export interface MemoryOptions extends ApiOptions {
  json?: boolean;
}

export type UndoOptions = MemoryOptions & PersonOptions;

/** @throws TouchstoneError the API's. */
export async function listMemory(station: string, options: MemoryOptions): Promise<void> {
  const api = openApi(options);
  const items: DefectMemoryEntry[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const path = `/v1/stations/${station}/defect-memory?limit=500${after}`;
    const read = await api.get(page(defectMemoryEntry), path);
    items.push(...read.items);
    cursor = read.next;
  }
  process.stdout.write(options.json ? `${JSON.stringify({ items })}\n` : memoryText(items));
}

/** @throws TouchstoneError the API's, `defect-memory-not-found`. */
export async function undoEntry(
  station: string,
  entry: string,
  { by, json, ...options }: UndoOptions,
): Promise<void> {
  const path = `/v1/stations/${station}/defect-memory/${entry}`;
  const undone = await openApi(options).delete(defectMemoryEntry, path, by);
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
