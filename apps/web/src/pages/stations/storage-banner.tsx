import { useRead } from '../../api/use-read.js';
import { useConnected } from '../../live/use-live.js';

/** A forecast of so many days or fewer is said. */
const soonDays = 7;

/** Says that the disk will soon be full, or is; silent while there is room. */
export function StorageBanner() {
  const { value } = useRead('/v1/storage', {}, useConnected());
  if (value === null || value.freeBytes === null || value.reserveBytes === null) return null;
  if (value.freeBytes <= value.reserveBytes)
    return (
      <Banner kind="defect" title="The disk is full">
        The oldest pictures are being deleted, good parts first. Give it more room, or say in the
        settings of the stations, under Keeping, how long pictures stay.
      </Banner>
    );
  if (value.fullInDays === null || value.fullInDays > soonDays) return null;
  return (
    <Banner kind="review" title={`The disk is full ${inDays(value.fullInDays)}`}>
      At the rate of the last day. Then the oldest pictures go, good parts first; how long they stay
      is said in the settings of each station, under Keeping.
    </Banner>
  );
}

function Banner(props: { kind: string; title: string; children: React.ReactNode }) {
  return (
    <p className={`banner ${props.kind}`} role="status">
      <strong>{props.title}</strong> <span>{props.children}</span>
    </p>
  );
}

/** Returns `within a day`, or `in 3 days`. */
function inDays(days: number): string {
  return days < 1 ? 'within a day' : `in ${Math.round(days)} ${days < 1.5 ? 'day' : 'days'}`;
}
