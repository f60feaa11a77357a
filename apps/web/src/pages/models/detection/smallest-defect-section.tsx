import { useState } from 'react';
import type { FoundAs, ModelSummary, SmallestDefect } from '#contracts';
import { api } from '../../../api/client.js';
import { useRead } from '../../../api/use-read.js';
import { JobRunning } from '../../../components/job-running.js';
import { readOperator } from '../../../components/operator.js';
import { Problem, Told } from '../../../components/told.js';
import { useAct } from '../../../components/use-act.js';
import { useLast } from '../../../components/use-last.js';
import { useLive, useNews } from '../../../live/use-live.js';
import { plural, when } from '../../../words.js';
import { DetectionChart } from './detection-chart.js';
import { PlaceMap } from './place-map.js';

const stepWords = { marks: 'scoring marked parts' };
const meanings: readonly (readonly [FoundAs, string])[] = [
  ['not-passed', 'not passed'],
  ['defect', 'called defect'],
];

/** Shows which pasted marks the active model finds, by size, contrast and place; has them tried. */
export function SmallestDefectSection(props: { station: string; model: ModelSummary['id'] }) {
  const { station, model } = props;
  const turn = useNews(`analyses:${station}`);
  const path = { station, model };
  const read = useRead('/v1/stations/{station}/models/{model}/smallest-defect', { path }, turn);
  return (
    <section aria-label="Smallest mark found">
      <h2>Smallest mark found</h2>
      <Told {...read} reading="Reading what marks were found…">
        {read.value?.found === null && (
          <p className="quiet">
            Nobody knows yet how small a mark may be to be seen. Try marks pasted on good parts that
            the model did not learn from.
          </p>
        )}
        {read.value?.found != null && <Found found={read.value.found} />}
      </Told>
      <TryMarks station={station} model={model} turn={turn} />
    </section>
  );
}

function TryMarks(props: { station: string; model: string; turn: string }) {
  const { station, model: modelId } = props;
  const { act, busy, problem } = useAct();
  const named = { path: { station }, query: { kind: 'detection', limit: 5 } } as const;
  const list = useRead('/v1/stations/{station}/analyses', named, props.turn);
  const { analyses } = useLive();
  const jobs = useLast(list.value)?.items.map((job) => analyses[job.id] ?? job) ?? [];
  const running = jobs.filter(({ endedAt }) => endedAt === null);
  const failed = jobs[0]?.failure ?? null;
  const ask = () =>
    act(async () => {
      const settings = { modelId, seed: 1 };
      const body = { kind: 'detection' as const, settings, by: readOperator() };
      await api.post('/v1/stations/{station}/analyses', { path: { station }, body });
    });
  return (
    <>
      {running.map((job) => (
        <JobRunning key={job.id} job={job} words={stepWords} />
      ))}
      {running.length === 0 && (
        <button type="button" className="button" disabled={busy} onClick={() => void ask()}>
          Try marks
        </button>
      )}
      <Problem text={problem ?? (running.length === 0 ? (failed?.detail ?? null) : null)} />
    </>
  );
}

function Found({ found }: { found: SmallestDefect }) {
  const [foundAs, setFoundAs] = useState<FoundAs>('not-passed');
  const curves = found.curves.filter((curve) => curve.foundAs === foundAs);
  return (
    <>
      <p className="quiet">
        Synthetic: {plural(found.marks, 'round mark')} on {plural(found.normals, 'good part')},{' '}
        {when(found.at)}. They tell what sizes and contrasts are seen where, and promise nothing
        about real defects. Without a mark {found.unmarked['not-passed']} of these parts are not
        passed.
      </p>
      <div className="spans" role="group" aria-label="What found means">
        {meanings.map(([meaning, word]) => (
          <button
            key={meaning}
            type="button"
            className="chip"
            aria-pressed={meaning === foundAs}
            onClick={() => setFoundAs(meaning)}
          >
            {word}
          </button>
        ))}
      </div>
      <DetectionChart curves={curves} />
      <h3>Blind spots</h3>
      <PlaceMap places={found.places} />
    </>
  );
}
