import type { Rehearsal } from '#contracts';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { useRead } from '../../api/use-read.js';
import { useLive, useNews } from '../../live/use-live.js';
import { CancelJob } from '../../components/cancel-job.js';
import { readOperator } from '../../components/operator.js';
import { Problem, Told } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { hashOf, hashOfTab } from '../../routing.js';
import { ActivateDialog } from '../models/activate-dialog.js';
import { RehearsalResultView } from './result-view.js';

/** Shows what a model would have said of the last frames, before it goes to work. */
export function RehearsalPage({ station: stationId, id }: { station: string; id: string }) {
  const { rehearsals, stations } = useLive();
  const news = useNews(`models:${stationId}`);
  const read = useRead('/v1/rehearsals/{rehearsal}', { path: { rehearsal: id } }, news);
  const models = useRead('/v1/stations/{station}/models', { path: { station: stationId } }, news);
  const [asking, setAsking] = useState(false);
  const rehearsal = read.value?.endedAt != null ? read.value : (rehearsals[id] ?? read.value);
  const model = models.value?.items.find((one) => one.id === rehearsal?.modelId);
  const against = models.value?.items.find((one) => one.id === rehearsal?.against);
  const station = stations?.find((one) => one.id === stationId);
  return (
    <main className="page rehearsal-page">
      <a className="back" href={hashOfTab(stationId, 'models')}>
        ← {stationId}: models
      </a>
      <div className="page-head">
        <h1>
          Rehearsal of model {model?.version ?? '…'}
          {model?.provisional === true && <span className="badge review">provisional</span>}
        </h1>
        {against !== undefined && <p className="lead">against model {against.version}</p>}
        {model !== undefined && model.state !== 'active' && rehearsal?.state === 'done' && (
          <button type="button" className="button" onClick={() => setAsking(true)}>
            Activate
          </button>
        )}
      </div>
      <Told value={rehearsal} problem={read.problem} reading="Reading the rehearsal…">
        {rehearsal !== null && <Body rehearsal={rehearsal} />}
      </Told>
      {asking && station !== undefined && model !== undefined && (
        <ActivateDialog
          station={station}
          wish={{ kind: 'activate', model }}
          onClose={() => setAsking(false)}
          onDone={() => (location.hash = hashOfTab(stationId, 'models'))}
        />
      )}
    </main>
  );
}

function Body({ rehearsal }: { rehearsal: Rehearsal }) {
  const { id, state, progress, result, failure } = rehearsal;
  if (failure !== null)
    return (
      <p className="problem">
        The rehearsal failed: {failure.detail} <code>{failure.code}</code>
      </p>
    );
  if (result !== null)
    return (
      <>
        <RehearsalResultView result={result} />
        {result.leftOut > 0 && !rehearsal.fromImages && <FromImages rehearsal={rehearsal} />}
      </>
    );
  if (state === 'cancelled') return <p className="quiet">The rehearsal was cancelled.</p>;
  return (
    <section aria-live="polite" className="narrow-left">
      {progress === null ? (
        <progress aria-label="waiting for a free calibrator" />
      ) : (
        <progress value={progress.done} max={Math.max(1, progress.of)} aria-label="replayed" />
      )}
      <p className="quiet">
        {progress === null
          ? state
          : `${progress.done.toLocaleString('en')} of ${progress.of.toLocaleString('en')} frames replayed`}
      </p>
      <CancelJob
        key={id}
        cancel={(body) =>
          api.post('/v1/rehearsals/{rehearsal}/cancel', { path: { rehearsal: id }, body })
        }
      />
    </section>
  );
}

/** Offers to look again at what was left out for want of an embedding, which takes longer. */
function FromImages({ rehearsal }: { rehearsal: Rehearsal }) {
  const { stationId, modelId, inspections } = rehearsal;
  const { act, busy, problem } = useAct();
  const again = () =>
    act(async () => {
      const { id } = await api.post('/v1/stations/{station}/models/{model}/rehearsals', {
        path: { station: stationId, model: modelId },
        body: { inspections, fromImages: true, by: readOperator() },
      });
      location.hash = hashOf({ page: 'rehearsal', station: stationId, rehearsal: id });
    });
  return (
    <p>
      <button
        type="button"
        className="button quiet-button"
        disabled={busy}
        onClick={() => void again()}
      >
        Rehearse those too, from their pictures
      </button>
      <Problem text={problem} />
    </p>
  );
}
