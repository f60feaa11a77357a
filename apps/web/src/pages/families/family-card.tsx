import { useState } from 'react';
import type { Family } from '#contracts';
import { api } from '../../api/client.js';
import { framePicture } from '../../api/addresses.js';
import { useRead } from '../../api/use-read.js';
import { readOperator } from '../../components/operator.js';
import { Picture } from '../../components/picture.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { hashOf } from '../../routing.js';
import { plural, when } from '../../words.js';

/** Shows one family: its typical pictures, how many, since when, and its name. */
export function FamilyCard({ station, family }: { station: string; family: Family }) {
  const { firstSeen, lastSeen } = family;
  const [named, setNamed] = useState<string | null>(null);
  const name = named ?? family.name;
  return (
    <li className="family-card" aria-label={name}>
      <h3>{name}</h3>
      <p className="quiet">
        {plural(family.alerts, 'alert')}, {plural(family.parts, 'part')}
        {firstSeen !== null && ` · first ${when(firstSeen)}`}
        {lastSeen !== null && ` · last ${when(lastSeen)}`}
      </p>
      <span className="typical">
        {family.typical.map((frame) => (
          <a key={frame} href={hashOf({ page: 'frame', frame })}>
            <Picture address={framePicture(frame, 160)} alt="typical picture" />
          </a>
        ))}
      </span>
      <OverTime station={station} family={family} />
      <Rename station={station} family={family} onNamed={setNamed} />
    </li>
  );
}

function Rename(props: { station: string; family: Family; onNamed: (name: string) => void }) {
  const { station, family } = props;
  const [text, setText] = useState('');
  const { act, busy, problem } = useAct();
  const path = { station, family: family.id };
  const rename = async () => {
    const name = text.trim();
    await act(async () => {
      const body = { name, by: readOperator() };
      const named = await api.patch('/v1/stations/{station}/families/{family}', { path, body });
      props.onNamed(named.name);
      setText('');
    });
  };
  return (
    <form
      className="rename"
      onSubmit={(event) => {
        event.preventDefault();
        void rename();
      }}
    >
      <input
        aria-label={`New name of ${family.name}`}
        placeholder="name of the family"
        maxLength={100}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit" className="chip" disabled={busy || text.trim() === ''}>
        Name it
      </button>
      <Problem text={problem} />
    </form>
  );
}

/** Alerts by hour, of the hours that had any; the tallest bar is the busiest hour. */
function OverTime({ station, family }: { station: string; family: Family }) {
  const named = { path: { station, family: family.id } };
  const { value } = useRead('/v1/stations/{station}/families/{family}', named, family.alerts);
  const hours = (value?.byHour ?? []).slice(-48);
  const most = Math.max(1, ...hours.map(({ alerts }) => alerts));
  if (hours.length < 2) return null;
  return (
    <ol className="hours" aria-label="Alerts by hour">
      {hours.map(({ starts, alerts }) => (
        <li
          key={starts}
          title={`${when(starts)}: ${plural(alerts, 'alert')}`}
          style={{ height: `${(100 * alerts) / most}%` }}
        />
      ))}
    </ol>
  );
}
