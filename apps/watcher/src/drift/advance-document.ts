import { advanceLine, type DriftFrame, observedRate, statusesOf } from '#drift';
import type { DriftSettings, DriftStatus } from '#contracts';
import { stretchOf, type WatchedInspection } from '#storage';
import type { DriftDocument } from './drift-document.js';

/**
 * Returns the document after these inspections of its model, and which tests began or ended an alarm by them. Golden
 * parts and frames of a camera at fault say nothing of the line.
 */
export function advanceDocument(
  before: DriftDocument,
  inspections: readonly WatchedInspection[],
  settings: DriftSettings,
): { document: DriftDocument; changed: DriftStatus[] } {
  if (before.line === null) return { document: before, changed: [] };
  const document = structuredClone(before);
  for (const watched of inspections) {
    const { verdict, goldenPart } = watched.inspection;
    if (verdict === 'invalid' || (goldenPart ?? null) !== null) continue;
    advance(document, watched, settings);
  }
  document.signals = statusesOf(document.line!, settings);
  document.observed = observedRate(document.line!.observed);
  const drifting = new Map(before.signals.map((status) => [status.signal, status.drifting]));
  const changed = document.signals.filter(
    (status) => status.drifting !== (drifting.get(status.signal) ?? false),
  );
  return { document, changed };
}

function advance(
  document: DriftDocument,
  { inspection, embedding }: WatchedInspection,
  settings: DriftSettings,
): void {
  const { partId, verdict, imageScore, inspectedAt } = inspection;
  const frame: DriftFrame = {
    partId,
    verdict,
    imageScore,
    at: inspectedAt,
    quality: inspection.quality ?? null,
    embedding: embedding?.madeWith === document.madeWith ? embedding.image : null,
  };
  const line = document.line!;
  const blocks = line.figures.embedding?.seen ?? 0;
  advanceLine(line, frame, settings);
  const { seen = 0, recent = [] } = line.figures.embedding ?? {};
  if (seen > blocks) addShift(document, inspectedAt, recent.at(-1)!);
}

function addShift({ shifts }: DriftDocument, at: string, distance: number): void {
  const starts = stretchOf(new Date(at)).toISOString();
  const { sum, blocks } = shifts[starts] ?? { sum: 0, blocks: 0 };
  shifts[starts] = { sum: sum + distance, blocks: blocks + 1 };
}
