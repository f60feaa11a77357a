import type {
  Challenge,
  ChallengeSettings,
  ChallengeShowing,
  Gate,
  GoldenPart,
  Inspection,
} from '#contracts';

/** Judges a showing of a golden part: it passed when verdict and score are as they must be. Pure. */
export function showingOf(part: GoldenPart, inspection: Inspection): ChallengeShowing {
  const why = whyNot(part, inspection);
  const { frameId, verdict, imageScore, displayScore, model, inspectedAt: at } = inspection;
  const shown = { frameId, verdict, imageScore, displayScore, modelId: model.id, at };
  return { goldenPartId: part.id, ...shown, passed: why === null, why };
}

function whyNot(
  { verdict, lowest, highest }: GoldenPart,
  { verdict: found, imageScore, fault }: Inspection,
): string | null {
  const cause = fault === null ? '' : `: the picture is ${fault.text}`;
  if (found !== verdict) return `the verdict is ${found}, ${verdict} is expected${cause}`;
  const score = imageScore.toPrecision(4);
  if (lowest !== null && imageScore < lowest)
    return `the score ${score} is under ${lowest}, the lowest expected`;
  if (highest !== null && imageScore > highest)
    return `the score ${score} is over ${highest}, the highest expected`;
  return null;
}

/**
 * Returns the golden parts without a showing by the model that judged last, and what the challenge has come to: it ends
 * when none is missing, and every part's last showing decides. A failed one can still pass: shown again, it counts
 * again. Pure.
 */
export function outcomeOf(
  parts: readonly string[],
  showings: readonly ChallengeShowing[],
): { missing: string[]; state: 'open' | 'passed' | 'failed' } {
  const model = showings.at(-1)?.modelId;
  const last = new Map(
    showings
      .filter(({ modelId }) => modelId === model)
      .map((showing) => [showing.goldenPartId, showing.passed]),
  );
  const missing = parts.filter((part) => !last.has(part));
  if (missing.length > 0) return { missing, state: 'open' };
  return { missing, state: parts.every((part) => last.get(part)) ? 'passed' : 'failed' };
}

/** The facts that decide whether a station takes production frames. */
export interface GateFacts {
  stationId: string;
  settings: ChallengeSettings;
  activeModel: string | null;
  goldenParts: readonly string[];
  /** The challenge that is under way. */
  open: Challenge | null;
  /** The one that ended last. */
  ended: Challenge | null;
}

/**
 * Decides whether the station takes production frames at this moment, until when, and what to do where it does not.
 * Pure.
 */
export function gateOf(facts: GateFacts, now: Date): Gate {
  const { stationId, settings, open, ended } = facts;
  const challenge = open ?? ended;
  if (!settings.required)
    return { stationId, open: true, why: 'no challenge is required', until: null, challenge };
  const until = ended === null ? null : spentAt(ended, settings);
  const closed = whyClosed(facts, now, until);
  if (closed !== null) return { stationId, open: false, why: closed, until: null, challenge };
  const why = `the challenge of ${ended!.endedAt} was passed`;
  return { stationId, open: true, why, until: until!.toISOString(), challenge };
}

function whyClosed(facts: GateFacts, now: Date, until: Date | null): string | null {
  const { settings, activeModel, goldenParts, open, ended } = facts;
  if (goldenParts.length === 0) return 'no golden part is known: add one, then show it';
  const show = toShow(facts);
  if (ended === null) return `no challenge was passed yet: ${show}`;
  if (ended.state === 'failed')
    return `the last challenge failed (${failuresOf(ended)}): ${open === null ? 'show those parts again, or open a new challenge' : show}`;
  if (until !== null && until <= now)
    return `the challenge of ${ended.endedAt} is spent after ${settings.everyHours} h: ${show}`;
  if (settings.onNewModel && ended.modelId !== activeModel)
    return `another model is active since the challenge of ${ended.endedAt}: ${show}`;
  return null;
}

function toShow({ open, goldenParts }: GateFacts): string {
  if (open === null) return `open a challenge and show ${goldenParts.join(', ')}`;
  return `show ${(open.missing.length > 0 ? open.missing : goldenParts).join(', ')}`;
}

function failuresOf({ showings }: Challenge): string {
  const last = new Map(showings.map((showing) => [showing.goldenPartId, showing]));
  return [...last.values()]
    .filter(({ passed }) => !passed)
    .map(({ goldenPartId, why }) => `${goldenPartId}: ${why}`)
    .join('; ');
}

function spentAt({ endedAt }: Challenge, { everyHours }: ChallengeSettings): Date {
  return new Date(new Date(endedAt!).getTime() + everyHours * 3_600_000);
}
