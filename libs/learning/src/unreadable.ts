import { TouchstoneError } from '#contracts';
import type { Unreadable } from './embed-all.js';
import type { LearnedModel } from './learned.js';
import type { Normal } from './normals/embed-normals.js';
import type { NormalSetAside } from './screening/screen-normals.js';

/** Returns the learned model with the normals that could not be decoded among those that were set aside. */
export function withUnreadable(learned: LearnedModel, unreadable: Unreadable): LearnedModel {
  if (unreadable.size === 0) return learned;
  const setAside = [...unreadable].map(([id, error]) => setAsideOf(id, error));
  return {
    ...learned,
    setAside: learned.setAside.concat(setAside),
    certificate: { ...learned.certificate, screening: counted(learned, unreadable.size) },
  };
}

/**
 * Refuses normals of which none can be decoded.
 * @throws TouchstoneError the code of the first, where no normal can be decoded.
 */
export function refuseAllUnreadable(readable: readonly Normal[], unreadable: Unreadable): void {
  const [first] = unreadable;
  if (readable.length > 0 || first === undefined) return;
  const [id, error] = first;
  throw new TouchstoneError(
    error.code,
    `None of ${unreadable.size} normals can be decoded; normal ${id}: ${error.message}`,
    { cause: error, facts: { normalId: id } },
  );
}

function setAsideOf(normalId: string, error: TouchstoneError): NormalSetAside {
  const finding = { reason: 'unreadable' as const, detail: error.message };
  return {
    normalId,
    findings: [{ ...finding, value: null, limit: null, likeFrame: null }],
    countsInLimits: false,
  };
}

function counted({ certificate }: LearnedModel, unreadable: number) {
  const before = certificate.screening;
  return {
    looked: (before?.looked ?? certificate.frames) + unreadable,
    setAside: (before?.setAside ?? 0) + unreadable,
    byReason: { ...before?.byReason, unreadable },
    expectedMissed: before?.expectedMissed ?? null,
  };
}
