import type { Source } from '#contracts';

/** Returns a source in lines: what it is, how it is, and what it did. */
export function sourceText({ id, settings, state }: Source): string {
  const { path, order, afterwards } = settings;
  const why = state.why === null ? '' : `: ${state.why}`;
  const last = state.lastFile === null ? '' : `; last ${state.lastFile} at ${state.lastAt ?? '?'}`;
  const piledUp = state.piledUp ? ' (files pile up)' : '';
  return [
    `${id}  ${state.state}${why}`,
    `  ${path}  by ${order}, then ${afterwards}`,
    `  ${state.waitingFiles} waiting${piledUp}, ${state.pushed} pushed, ${state.refused} refused${last}`,
    '',
  ].join('\n');
}
