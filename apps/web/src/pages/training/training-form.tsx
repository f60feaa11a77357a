import { type FormEvent, useState } from 'react';
import { send } from '../../api/client.js';
import { readOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { HeadFields } from './head-fields.js';
import { TeacherFields } from './teacher-fields.js';

const objectives = [
  ['cross-entropy', 'cross-entropy, by the names'],
  ['arcface', 'ArcFace, by the names'],
  ['triplet', 'triplet, by the names'],
  ['contrastive', 'contrastive, by the names'],
  ['simclr', 'SimCLR, without names'],
  ['moco', 'MoCo, without names'],
  ['one-class', 'scores, from good parts alone'],
  ['distillation', 'scores, by a larger backbone'],
] as const;

const firstHead = { head: 'linear', epochs: '40' };
const firstTeacher = { teacher: '', steps: '300' };

/** Asks for a training; its settings are those of the command. */
export function TrainingForm({ station, trainings }: { station: string; trainings: number }) {
  const [name, setName] = useState(`${station.slice(0, 50)}-kinds-${trainings + 1}`);
  const [objective, setObjective] = useState('cross-entropy');
  const [head, setHead] = useState(firstHead);
  const [teacher, setTeacher] = useState(firstTeacher);
  const byTeacher = objective === 'distillation';
  const forKinds = !byTeacher && objective !== 'one-class';
  const { act, busy, problem } = useAct();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const ofHeads = forKinds ? { head: head.head, epochs: Number(head.epochs) } : {};
    const ofTeachers = byTeacher ? { teacher: teacher.teacher, steps: Number(teacher.steps) } : {};
    const settings = { name, objective, ...ofHeads, ...ofTeachers };
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
      {forKinds && <HeadFields choice={head} onChoice={setHead} />}
      {byTeacher && <TeacherFields choice={teacher} onChoice={setTeacher} />}
      <button className="button" disabled={busy}>
        Train
      </button>
      <Problem text={problem} />
    </form>
  );
}
