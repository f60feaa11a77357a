import { useState } from 'react';
import type { GoldenPart } from '#contracts';
import { api } from '../../api/client.js';
import { readOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';

const blank = {
  id: '',
  title: '',
  verdict: 'ok' as GoldenPart['verdict'],
  lowest: '',
  highest: '',
};

/** Names a known part and says what must come out. */
export function NewGoldenPart(props: { station: string; onMade: () => void }) {
  const [draft, setDraft] = useState(blank);
  const { act, busy, problem } = useAct();
  const set = (change: Partial<typeof blank>) => setDraft({ ...draft, ...change });
  const make = async (event: React.FormEvent) => {
    event.preventDefault();
    const { id, title, verdict, lowest, highest } = draft;
    const path = { station: props.station, part: id };
    const body = {
      title,
      verdict,
      lowest: bound(lowest),
      highest: bound(highest),
      by: readOperator(),
    };
    const put = () => api.put('/v1/stations/{station}/golden-parts/{part}', { path, body });
    if (!(await act(put))) return;
    setDraft(blank);
    props.onMade();
  };
  return (
    <form className="new-golden" onSubmit={(event) => void make(event)}>
      <h2>Add one</h2>
      <label>
        Its name for the camera: a to z, 0 to 9, - and _
        <input
          required
          pattern="[a-z0-9][a-z0-9_\-]{0,62}"
          placeholder="good-1"
          value={draft.id}
          onChange={({ target }) => set({ id: target.value })}
        />
      </label>
      <label>
        Its name for people
        <input
          maxLength={200}
          value={draft.title}
          onChange={({ target }) => set({ title: target.value })}
        />
      </label>
      <label>
        What must come out
        <select
          value={draft.verdict}
          onChange={({ target }) => set({ verdict: target.value === 'ok' ? 'ok' : 'defect' })}
        >
          <option value="ok">OK</option>
          <option value="defect">Defect</option>
        </select>
      </label>
      <Bound label="Score at least" value={draft.lowest} onChange={(lowest) => set({ lowest })} />
      <Bound label="Score at most" value={draft.highest} onChange={(highest) => set({ highest })} />
      <button type="submit" className="button quiet-button" disabled={busy}>
        Add it
      </button>
      <Problem text={problem} />
    </form>
  );
}

function Bound(props: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label>
      {props.label}
      <input
        type="number"
        step="any"
        placeholder="any"
        className="short"
        value={props.value}
        onChange={({ target }) => props.onChange(target.value)}
      />
    </label>
  );
}

function bound(text: string): number | null {
  return text === '' ? null : Number(text);
}
