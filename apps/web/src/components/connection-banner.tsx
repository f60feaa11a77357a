import type { Connection } from '../live/live-state.js';
import { timeOfDay } from '../words.js';

/** Says loudly that what is shown may be old. */
export function ConnectionBanner({ connection }: { connection: Connection }) {
  if (connection.state !== 'lost') return null;
  return (
    <div className="connection-lost" role="alert">
      <strong>Connection lost</strong>
      <span>
        since {timeOfDay(connection.since)}. What you see may be out of date. {connection.reason}{' '}
        Trying again by itself…
      </span>
    </div>
  );
}
