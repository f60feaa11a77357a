import type { FrameVerdict } from '#contracts';
import { say } from '../analysis/tools.js';
import { type ApiOptions, openApi } from '../client/options.js';

export interface VerdictOptions extends ApiOptions {
  json?: boolean;
}

/** Prints the verdict that holds of a frame, and its inspection beside it. @throws TouchstoneError the API's. */
export async function showVerdict(frame: string, options: VerdictOptions): Promise<void> {
  const said = await openApi(options).get('/v1/frames/{frame}/verdict', { path: { frame } });
  say(said, verdictLines(said), options.json);
}

export function verdictLines(said: FrameVerdict): string[] {
  const { verdict, decidedBy, decidedAt, deadlineAt, inspection } = said;
  const due = deadlineAt === null ? [] : [`  wanted by ${deadlineAt}`];
  if (verdict === null) return ['no verdict yet', ...due];
  if (decidedBy === 'inspection') return [`${verdict}, by its inspection at ${decidedAt}`, ...due];
  const late =
    inspection === null
      ? 'it has no inspection yet'
      : `its inspection came at ${inspection.inspectedAt} and says ${inspection.verdict}`;
  return [`${verdict}, the fail-safe verdict at its deadline`, ...due, `  ${late}`];
}
