import type { Passport } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { Told } from '../../components/told.js';
import { hashOf } from '../../routing.js';
import { wholeHistory } from '../../routing/history-view.js';
import { plural, when } from '../../words.js';
import { PassportFrameCard } from './passport-frame.js';
import './passport.css';

/** Shows everything that was seen of one part, oldest first, and prints well. */
export function PassportPage({ part }: { part: string }) {
  const read = useRead('/v1/passport', { query: { part } });
  return (
    <main className="page passport-page">
      <a className="back" href={hashOf({ page: 'history', ...wholeHistory, part })}>
        ← History
      </a>
      <h1>Part {part}</h1>
      <Told {...read} reading="Reading the part…">
        {read.value !== null && <PassportShown passport={read.value} />}
      </Told>
    </main>
  );
}

function PassportShown({ passport: { frames, lots, more } }: { passport: Passport }) {
  if (frames.length === 0) return <p className="lead">No frame shows this part.</p>;
  const stations = new Set(frames.map(({ inspection }) => inspection.stationId));
  const [first, last] = [frames[0]!.inspection, frames.at(-1)!.inspection];
  return (
    <>
      <p className="lead">
        {plural(frames.length, 'frame')} at {plural(stations.size, 'station')}
        {lots.length > 0 && `, lot ${lots.join(', ')}`}; first {when(first.inspectedAt)}, last{' '}
        {when(last.inspectedAt)}.{' '}
        <button type="button" className="chip no-print" onClick={() => print()}>
          Print
        </button>
      </p>
      {more && <p className="note">There are more frames than these, which are the newest.</p>}
      <ol className="passport-frames">
        {frames.map((frame) => (
          <PassportFrameCard key={frame.inspection.frameId} frame={frame} />
        ))}
      </ol>
    </>
  );
}
