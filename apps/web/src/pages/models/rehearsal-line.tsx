import type { Rehearsal, RehearsalResult } from '#contracts';
import { hashOf } from '../../routing.js';
import { plural, when } from '../../words.js';

/** Shows a rehearsal in one line: how far it is, or what it found. */
export function RehearsalLine(props: { rehearsal: Rehearsal; version: number | null }) {
  const { rehearsal, version } = props;
  const { id, stationId, by, requestedAt } = rehearsal;
  return (
    <li>
      <a href={hashOf({ page: 'rehearsal', station: stationId, rehearsal: id })}>
        Model {version ?? '?'}
      </a>{' '}
      <span>{summaryOf(rehearsal)}</span>
      <small>
        {by}, {when(requestedAt)}
      </small>
    </li>
  );
}

function summaryOf({ state, progress, result, failure }: Rehearsal): string {
  if (failure !== null) return `failed: ${failure.detail}`;
  if (result === null)
    return progress === null || state === 'cancelled'
      ? state
      : `under way, ${progress.done} of ${progress.of}`;
  const flips = result.flips
    .filter(({ from, to }) => from !== to)
    .reduce((sum, { count }) => sum + count, 0);
  return `${plural(flips, 'verdict')} of ${result.replayed.toLocaleString('en')} would change; ${knownWords(result)}`;
}

function knownWords({ reviewed, defectsThatWouldPass: passed }: RehearsalResult): string {
  if (reviewed === 0) return 'no frame of them was judged by a person';
  return passed.length === 0
    ? 'no known defect would pass'
    : `${plural(passed.length, 'known defect')} would pass`;
}
