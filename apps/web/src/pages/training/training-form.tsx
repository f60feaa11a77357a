import { type FormEvent, useState } from 'react';
import { send } from '../../api/client.js';
import { readOperator } from '../../parts/operator.js';
import { Problem } from '../../parts/told.js';
import { useAct } from '../../parts/use-act.js';

const objectives = [
  ['cross-entropy', 'cross-entropy, by the names'],
  ['arcface', 'ArcFace, by the names'],
  ['triplet', 'triplet, by the names'],
  ['contrastive', 'contrastive, by the names'],
  ['simclr', 'SimCLR, without names'],
  ['moco', 'MoCo, without names'],
  ['one-class', 'scores, from good parts alone'],
] as const;

/** Asks for a training; its settings are those of the command. */
export function TrainingForm({ station, trainings }: { station: string; trainings: number }) {
  const [name, setName] = useState(`${station.slice(0, 50)}-kinds-${trainings + 1}`);
  const [objective, setObjective] = useState('cross-entropy');
  const [head, setHead] = useState('linear');
  const [epochs, setEpochs] = useState('40');
  const forKinds = objective !== 'one-class';
  const { act, busy, problem } = useAct();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const ofHeads = forKinds ? { head, epochs: Number(epochs) } : {};
    const settings = { name, objective, ...ofHeads };
    const body = { kind: 'train', settings, by: readOperator() };
    void act(() => send('POST', `/v1/stations/${station}/analyses`, body));
  };
  return (
    <form className="filters training-form" onSubmit={ask}>
      <label>
        Name of the new version
        <input required maxLength={63} value={name} onChange={(e) => setName(e.target.value)} />
      </label>
      <label>
        Objective
        <select value={objective} onChange={(e) => setObjective(e.target.value)}>
          {objectives.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {forKinds && (
        <HeadFields head={head} setHead={setHead} epochs={epochs} setEpochs={setEpochs} />
      )}
      <button className="button" disabled={busy}>
        Train
      </button>
      <Problem text={problem} />
    </form>
  );
}

interface HeadChoice {
  head: string;
  setHead: (head: string) => void;
  epochs: string;
  setEpochs: (epochs: string) => void;
}

/** What only a head for kinds of defects has. */
function HeadFields({ head, setHead, epochs, setEpochs }: HeadChoice) {
  return (
    <>
      <label>
        Head
        <select value={head} onChange={(e) => setHead(e.target.value)}>
          <option value="linear">linear</option>
          <option value="mlp">two layers</option>
        </select>
      </label>
      <label>
        Epochs at most
        <input
          type="number"
          required
          min={1}
          max={500}
          value={epochs}
          onChange={(e) => setEpochs(e.target.value)}
        />
      </label>
    </>
  );
}
