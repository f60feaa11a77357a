import type { Analysis, JudgeSettings, ModelSummary } from '#contracts';
import { api } from '../../api/client.js';
import { useRead } from '../../api/use-read.js';
import { JobRunning } from '../../components/job-running.js';
import { readOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { useLast } from '../../components/use-last.js';
import { useLive } from '../../live/use-live.js';

const stepWords = { score: 'scoring pictures', pixels: 'comparing with masks' };

/** Has the shown models judged, and shows how far that is. */
export function Judging(props: { station: string; models: ModelSummary[]; turn: string }) {
  const { station, models } = props;
  const { act, busy, problem } = useAct();
  const named = { path: { station }, query: { kind: 'judge', limit: 10 } } as const;
  const list = useRead('/v1/stations/{station}/analyses', named, props.turn);
  const { analyses } = useLive();
  const jobs = useLast(list.value)?.items.map((job) => analyses[job.id] ?? job) ?? [];
  const running = jobs.filter(({ endedAt }) => endedAt === null);
  const failed = jobs[0]?.failure ?? null;
  const judge = () =>
    act(async () => {
      for (const { id: modelId } of models) await ask(station, { modelId, again: false });
    });
  return (
    <section className="judging" aria-label="Judging">
      {running.map((job) => (
        <JobRunning key={job.id} job={job} words={stepWords} />
      ))}
      {running.length === 0 && (
        <button type="button" className="button" disabled={busy} onClick={() => void judge()}>
          Judge {models.length > 1 ? 'both models' : `model ${models[0]?.version}`}
        </button>
      )}
      <Problem text={problem ?? (running.length === 0 ? (failed?.detail ?? null) : null)} />
    </section>
  );
}

function ask(station: string, settings: JudgeSettings): Promise<Analysis> {
  const body = { kind: 'judge' as const, settings, by: readOperator() };
  return api.post('/v1/stations/{station}/analyses', { path: { station }, body });
}
