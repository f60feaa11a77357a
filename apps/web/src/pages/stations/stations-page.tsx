import { useState } from 'react';
import type { Station } from '#contracts';
import { api, sentenceOf } from '../../api/client.js';
import { useLive, useLiveLine } from '../../live/use-live.js';
import { Command } from '../../components/command.js';
import { hashOfTab } from '../../routing.js';
import { plural, score, when } from '../../words.js';
import { StorageBanner } from './storage-banner.js';

/** Lists all stations, and says how to make one. */
export function StationsPage() {
  const { stations } = useLive();
  if (stations === null) return <p className="page quiet">Reading the stations…</p>;
  return (
    <main className="page stations-page">
      <h1>Stations</h1>
      <StorageBanner />
      <ul className="stations">
        {stations.map((station) => (
          <StationRow key={station.id} station={station} />
        ))}
      </ul>
      <NewStation />
      <section className="narrow">
        <h2>Or from a terminal</h2>
        <p>Learn from a folder of good parts; the station is made if it is new:</p>
        <Command text="npm run -s touchstone -- learn my-station path/to/good-parts" />
        <p>See the whole thing at work on a simulated line:</p>
        <Command text="npm run demo" />
      </section>
    </main>
  );
}

function StationRow({ station }: { station: Station }) {
  const { id, settings, activeModel, normals, backlog } = station;
  return (
    <li>
      <a href={hashOfTab(id, 'overview')}>
        <strong>{settings.title === '' ? id : `${settings.title} (${id})`}</strong>
        <span>{plural(normals, 'normal')}</span>
        <span>
          {activeModel === null ? (
            <span className="badge defect">no model yet</span>
          ) : (
            `model ${activeModel.version} of ${when(activeModel.madeAt)}, reject ${score(activeModel.limits.reject)}`
          )}
          {activeModel?.provisional && <span className="badge review">provisional</span>}
        </span>
        <span>{plural(backlog, 'frame')} waiting</span>
      </a>
    </li>
  );
}

function NewStation() {
  const line = useLiveLine();
  const [id, setId] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const make = async () => {
    try {
      // PUT replaces a station's settings: one that is there already is opened, not replaced.
      const known = await line.readStations();
      const path = { station: id };
      if (!known.some((station) => station.id === id))
        await api.put('/v1/stations/{station}', { path, body: {} });
      await api.get('/v1/stations/{station}', { path });
      await line.readStations();
      location.hash = hashOfTab(id, 'overview');
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <form
      className="new-station narrow"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <h2>Make a station</h2>
      <label>
        Its name in links and metrics: a to z, 0 to 9, - and _
        <input
          required
          pattern="[a-z0-9][a-z0-9_\-]{0,62}"
          placeholder="flange-top"
          value={id}
          onChange={({ target }) => setId(target.value)}
        />
      </label>
      <button type="submit" className="button">
        Make it
      </button>
      {problem !== null && <p className="problem">{problem}</p>}
    </form>
  );
}
