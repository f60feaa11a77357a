import { useState } from 'react';
import type { ModelSummary, Station } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { useLive, useNews } from '../../live/use-live.js';
import { Told } from '../../components/told.js';
import { bytes, plural } from '../../words.js';
import { ActivateDialog, type Wish } from './activate-dialog.js';
import { AuditList } from './audit-list.js';
import { SmallestDefectSection } from './detection/smallest-defect-section.js';
import { LimitsSection } from './limits/limits-section.js';
import { ModelCard } from './model-card.js';
import { ModelRow } from './model-row.js';
import { RehearsalLine } from './rehearsal-line.js';
import { WaitingActivation } from './waiting-activation.js';

/** Shows the station's models: which is at work, which could be, and what was done to them. */
export function ModelsTab({ station }: { station: Station }) {
  const { id } = station;
  const [own, setOwn] = useState(0);
  const again = () => setOwn((turn) => turn + 1);
  const turn = `${useNews(`models:${id}`)} ${own}`;
  const path = { station: id };
  const models = useRead('/v1/stations/{station}/models', { path }, turn);
  const query = { limit: 20 };
  const activations = useRead('/v1/stations/{station}/activations', { path, query }, turn);
  const [wish, setWish] = useState<Wish | null>(null);
  const waiting = activations.value?.items.filter(({ state }) => state === 'waiting') ?? [];
  const list = models.value?.items ?? [];
  return (
    <div className="models-columns">
      <div>
        {waiting.map((activation) => (
          <WaitingActivation key={activation.id} activation={activation} onDone={again} />
        ))}
        <Told {...models} reading="Reading the models…">
          {list.length === 0 && <p className="lead">No model yet: calibrate first.</p>}
          <ul className="models" aria-label="Models">
            {list.map((model) => (
              <ModelRow
                key={model.id}
                station={id}
                model={model}
                onWish={(kind) => setWish({ kind, model })}
                onAsked={again}
              />
            ))}
          </ul>
        </Told>
        {station.activeModel !== null && (
          <LimitsSection station={id} model={station.activeModel.id} turn={turn} onDone={again} />
        )}
        {station.activeModel !== null && (
          <SmallestDefectSection station={id} model={station.activeModel.id} />
        )}
        <Rehearsals station={id} models={list} turn={turn} />
        <AuditList station={id} turn={turn} />
      </div>
      {station.activeModel !== null && <ModelCard station={station} turn={turn} />}
      {wish !== null && (
        <ActivateDialog
          station={station}
          wish={wish}
          onClose={() => setWish(null)}
          onDone={() => (setWish(null), again())}
        />
      )}
    </div>
  );
}

function Rehearsals(props: { station: string; models: ModelSummary[]; turn: string }) {
  const { station, models, turn } = props;
  const live = useLive().rehearsals;
  const path = { station };
  const query = { limit: 10 };
  const read = useRead('/v1/stations/{station}/rehearsals', { path, query }, turn);
  const kept = useRead('/v1/stations/{station}/embeddings', { path }, turn).value;
  const versions = new Map(models.map(({ id, version }) => [id, version]));
  return (
    <section>
      <h2>Rehearsals</h2>
      {kept !== null && (
        <p className="quiet">
          The embeddings of the last {plural(kept.kept, 'frame')} are kept for them (of at most{' '}
          {kept.keep.toLocaleString('en')}): {bytes(kept.bytes)} on disk.
        </p>
      )}
      <Told {...read} reading="Reading the rehearsals…">
        {read.value?.items.length === 0 && <p className="quiet">None yet.</p>}
        <ul className="rehearsals">
          {read.value?.items.map((rehearsal) => (
            <RehearsalLine
              key={rehearsal.id}
              rehearsal={live[rehearsal.id] ?? rehearsal}
              version={versions.get(rehearsal.modelId) ?? null}
            />
          ))}
        </ul>
      </Told>
    </section>
  );
}
