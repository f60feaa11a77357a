import { useState } from 'react';
import type { DefectMemoryEntry } from '#contracts';
import { api } from '../../api/client.js';
import { framePicture } from '../../api/addresses.js';
import { useDefectMemory } from '../../components/review/defect-names.js';
import { readOperator } from '../../components/operator.js';
import { Picture } from '../../components/picture.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { hashOf } from '../../routing.js';
import { plural, when } from '../../words.js';

/** Shows the defects that the station remembers; each can be taken out by itself. */
export function DefectMemory({ station }: { station: string }) {
  const { value } = useDefectMemory(station);
  const { act, busy, problem } = useAct();
  const [gone, setGone] = useState<readonly string[]>([]);
  const forget = (id: string) =>
    act(async () => {
      const asked = { path: { station, entry: id }, query: { by: readOperator() } };
      await api.delete('/v1/stations/{station}/defect-memory/{entry}', asked);
      setGone((all) => [...all, id]);
    });
  const entries = (value?.items ?? []).filter(
    ({ id, undoneAt }) => undoneAt === null && !gone.includes(id),
  );
  if (entries.length === 0) return null;
  return (
    <section>
      <h2>Remembered defects</h2>
      <Problem text={problem} />
      <ul className="memory">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} busy={busy} onForget={() => void forget(entry.id)} />
        ))}
      </ul>
    </section>
  );
}

function Entry(props: { entry: DefectMemoryEntry; busy: boolean; onForget: () => void }) {
  const { frameId, name, by, at, verdictsChanged } = props.entry;
  return (
    <li className="memory-entry">
      <a href={hashOf({ page: 'frame', frame: frameId })}>
        <Picture address={framePicture(frameId, 240)} alt={name ?? 'a defect without a name'} />
      </a>
      <strong>{name ?? 'without a name'}</strong>
      <small>
        {by}, {when(at)}
      </small>
      <small>{plural(verdictsChanged, 'verdict')} changed</small>
      <button type="button" className="chip" disabled={props.busy} onClick={props.onForget}>
        Forget
      </button>
    </li>
  );
}
