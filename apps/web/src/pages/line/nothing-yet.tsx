import type { Station } from '#contracts';
import { pushCommand } from '../../api/addresses.js';
import { Command } from '../../components/command.js';
import { hashOf, hashOfTab } from '../../routing.js';
import { LineHead } from './line-head.js';

/** Says what to do next, while there is nothing to look at. */
export function NothingYet({ station }: { station: Station | null }) {
  if (station === null)
    return (
      <main className="page narrow">
        <h1>No station yet</h1>
        <p className="lead">
          A station is one camera and what it looks at. Make one here and give it pictures of good
          parts, or see the whole thing at work on a simulated line first.
        </p>
        <p>
          <a className="button" href={hashOf({ page: 'stations' })}>
            Make a station
          </a>
        </p>
        <Command text="npm run demo" />
      </main>
    );
  return (
    <main className="page">
      <LineHead station={station} following onFollow={() => undefined} />
      {station.activeModel === null ? (
        <NoModel station={station} />
      ) : (
        <NoFrames station={station} />
      )}
    </main>
  );
}

function NoModel({ station }: { station: Station }) {
  return (
    <section className="narrow">
      <h1>{station.id} has not learned yet</h1>
      <p className="lead">It needs pictures of good parts, and a calibration.</p>
      <a className="button" href={hashOfTab(station.id, 'overview')}>
        Teach it
      </a>
    </section>
  );
}

function NoFrames({ station }: { station: Station }) {
  return (
    <section className="narrow">
      <h1>Waiting for the first frame</h1>
      <p className="lead">The model is ready. Let a camera push frames, or push one by hand:</p>
      <Command text={`npm run -s touchstone -- inspect ${station.id} <folder or file>`} />
      <Command text={pushCommand(station.id)} />
    </section>
  );
}
