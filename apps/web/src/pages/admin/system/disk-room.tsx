import type { StorageFigures } from '#contracts';
import { bytes, plural } from '../../../words.js';

/** Shows how full the disk of the pictures is, and when it will be. */
export function DiskRoom({ storage }: { storage: StorageFigures }) {
  const { totalBytes, freeBytes, reserveBytes, grownBytesPerDay, fullInDays } = storage;
  return (
    <section>
      <h2>Room for pictures</h2>
      {totalBytes === null || freeBytes === null ? (
        <p className="quiet">The store is not a disk of its own, and says nothing of its room.</p>
      ) : (
        <>
          <meter
            className="disk-meter"
            min={0}
            max={totalBytes}
            high={totalBytes - (reserveBytes ?? 0)}
            value={totalBytes - freeBytes}
            aria-label="Used of the disk"
          />
          <p>
            {bytes(freeBytes)} of {bytes(totalBytes)} are free; {bytes(reserveBytes ?? 0)} are kept
            as a reserve.
          </p>
        </>
      )}
      <p>
        Pictures grew by {bytes(Math.max(0, grownBytesPerDay))} in the last day.{' '}
        {fullInDays === null
          ? 'The disk does not fill up at this rate.'
          : `At this rate only the reserve is left in ${plural(Math.floor(fullInDays), 'day')}.`}
      </p>
    </section>
  );
}
