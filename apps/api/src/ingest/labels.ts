import { type FrameFacts, frameFacts, isSafeText } from '#contracts';
import { validationFailure } from '../http/schemas.js';
import { readCaptureTime } from './capture-time.js';

/** The labels that a caller gave a frame, as text; absent and empty are the same. */
export type Said = Partial<Record<keyof FrameFacts, string | undefined>>;

export interface Labels {
  readonly facts: FrameFacts;
  /** The labels that could not be kept, each with the reason, for the caller. */
  readonly warnings: string[];
}

const longest = 200;
const unprintable = /[\u0000-\u001f\u007f]/;

/**
 * Reads what was said of a frame. Labels never cost the verdict: one that cannot be kept is left out and reported. What
 * decides something (a key, a golden part, a deadline) must be right.
 * @throws TouchstoneError validation-failed for those, and for a capture time without a zone.
 */
export function readLabels(said: Said): Labels {
  const warnings: string[] = [];
  const { idempotencyKey, goldenPart, deadlineMs } = given(said);
  const facts = {
    partId: label('partId', said.partId, warnings),
    lot: label('lot', said.lot, warnings),
    capturedAt: captureTime(said.capturedAt, warnings),
    idempotencyKey,
    goldenPart,
    deadlineMs: deadlineMs === undefined ? undefined : Number(deadlineMs),
  };
  const parsed = frameFacts.safeParse(facts);
  if (!parsed.success) throw validationFailure(parsed.error.issues);
  return { facts: parsed.data, warnings };
}

function given(said: Said): Said {
  return Object.fromEntries(Object.entries(said).filter(([, text]) => text !== ''));
}

function label(name: string, text: string | undefined, warnings: string[]): string | undefined {
  if (text === undefined || text === '') return undefined;
  const why = whyNot(text);
  if (why === undefined) return text;
  warnings.push(`${name} was not kept: ${why}`);
  return undefined;
}

function whyNot(text: string): string | undefined {
  if (text.length > longest) return `it has ${text.length} characters, at most ${longest} are kept`;
  if (unprintable.test(text) || !isSafeText(text))
    return 'it has characters that are no text, such as NUL';
  return undefined;
}

function captureTime(text: string | undefined, warnings: string[]): string | undefined {
  if (text === undefined || text === '') return undefined;
  const instant = readCaptureTime(text);
  if (instant !== null) return instant.toISOString();
  warnings.push(
    `capturedAt was not kept: "${text.slice(0, 60)}" is no ISO 8601 instant such as 2026-01-31T08:15:00.123Z`,
  );
  return undefined;
}
