import type { Analysis, Station, TrainSettings } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { useLive, useNews } from '../../live/use-live.js';
import { JobRunning } from '../../components/job-running.js';
import { useLast } from '../../components/use-last.js';
import { TrainingCurves } from './training-curves.js';
import { TrainingForm } from './training-form.js';
import { TrainingOutcome } from './training-outcome.js';

const stepWords: Record<string, string> = {
  'read-normals': 'reading good parts',
  'read-defects': 'reading defects',
  'read-test': 'reading frames that decide nothing',
  learn: 'embedding good parts',
  bank: 'learning the good parts',
  paste: 'pasting defects',
  compare: 'comparing with good parts',
  embed: 'describing images',
  train: 'training',
  judge: 'judging',
  teach: 'embedding good parts by the larger backbone',
  'judge-before': 'judging what it started from',
  'judge-after': 'judging what was learned',
  'judge-teacher': 'judging the larger backbone',
};

const objectiveOf = ({ settings }: Analysis) =>
  (settings as Partial<TrainSettings>).objective ?? 'cross-entropy';

/** Trains the station's backbone on its own images, and shows what came of it. */
export function TrainingSection({ station }: { station: Station }) {
  const { id } = station;
  const news = useNews(`analyses:${id}`);
  const named = { path: { station: id }, query: { kind: 'train', limit: 10 } } as const;
  const list = useRead('/v1/stations/{station}/analyses', named, news);
  const { analyses } = useLive();
  const jobs = useLast(list.value)?.items.map((job) => analyses[job.id] ?? job);
  const running = jobs?.find(({ endedAt }) => endedAt === null);
  const last = jobs?.find(({ endedAt }) => endedAt !== null);
  const done = jobs?.find(({ state }) => state === 'done');
  return (
    <section aria-label="Training">
      <h2>Training on this station&rsquo;s images</h2>
      <p className="quiet">
        Learns from the defects that people named, six of each kind at least, what tells their kinds
        apart: scores and limits stay as they are; looks and names go through what was learned. Or,
        from good parts alone, twenty at least, how much each channel of the patches counts in the
        scores; or what a larger backbone sees in them, at the speed of the one in use. What is not
        better than the backbone in use is refused.
      </p>
      {jobs !== undefined && running === undefined && (
        <TrainingForm key={jobs.length} station={id} trainings={jobs.length} />
      )}
      {running !== undefined && (
        <>
          <JobRunning job={running} words={stepWords} />
          <TrainingCurves
            curve={running.progress?.training?.curve ?? []}
            objective={objectiveOf(running)}
          />
        </>
      )}
      {running === undefined && <TrainingEnd job={last} />}
      {running === undefined && done !== undefined && (
        <TrainingOutcome key={done.id} station={station} job={done} />
      )}
    </section>
  );
}

/** Says why the last training came to no figures, where it did not. */
function TrainingEnd({ job }: { job: Analysis | undefined }) {
  if (job?.state === 'cancelled') return <p className="quiet">The last training was cancelled.</p>;
  if (job?.failure == null) return null;
  return (
    <p className="problem">
      The last training could not be done: {job.failure.detail} <code>{job.failure.code}</code>
    </p>
  );
}
