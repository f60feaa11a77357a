import type { Asked } from '#client';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.js';
import { readOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { type HeadChoice, HeadFields } from './head-fields.js';
import { type TeacherChoice, TeacherFields } from './teacher-fields.js';

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

type Objective = (typeof objectives)[number][0];
type AnalysisAsked = Asked<'/v1/stations/{station}/analyses', 'post'>['body'];
type TrainAsked = Extract<AnalysisAsked, { kind: 'train' }>;

const firstHead: HeadChoice = { head: 'linear', epochs: '40' };
const firstTeacher: TeacherChoice = { teacher: '', steps: '300' };

/** Asks for a training; its settings are those of the command. */
export function TrainingForm({ station, trainings }: { station: string; trainings: number }) {
  const [name, setName] = useState(`${station.slice(0, 50)}-kinds-${trainings + 1}`);
  const [objective, setObjective] = useState<Objective>('cross-entropy');
  const [head, setHead] = useState(firstHead);
  const [teacher, setTeacher] = useState(firstTeacher);
  const byTeacher = objective === 'distillation';
  const forKinds = !byTeacher && objective !== 'one-class';
  const { act, busy, problem } = useAct();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const settings = settingsOf(name, objective, head, teacher);
    const body: TrainAsked = { kind: 'train', settings, by: readOperator() };
    void act(() => api.post('/v1/stations/{station}/analyses', { path: { station }, body }));
  };
  return (
    <form className="filters training-form" onSubmit={ask}>
      <label>
        Name of the new version
        <input required maxLength={63} value={name} onChange={(e) => setName(e.target.value)} />
      </label>
      <label>
        Objective
        <select value={objective} onChange={(e) => setObjective(objectiveOf(e.target.value))}>
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

/** Returns the settings of a training; what belongs to its objective alone goes along. */
function settingsOf(
  name: string,
  objective: Objective,
  { head, epochs }: HeadChoice,
  { teacher, steps }: TeacherChoice,
): TrainAsked['settings'] {
  if (objective === 'one-class') return { name, objective };
  if (objective === 'distillation') return { name, objective, teacher, steps: Number(steps) };
  return { name, objective, head, epochs: Number(epochs) };
}

function objectiveOf(value: string): Objective {
  return objectives.find(([one]) => one === value)?.[0] ?? 'cross-entropy';
}
