import type { ModelSummary, Station } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { ComparisonNote } from '../../components/test-set/comparison-note.js';
import { Told } from '../../components/told.js';
import { useNews } from '../../live/use-live.js';
import { Gallery } from './gallery.js';
import { Judging } from './judging.js';
import { ModelReport } from './model-report.js';
import { TestSetDrop } from './test-set-drop.js';

/** Shows the station's test set: the pictures, and what the active model and the newest candidate are on them. */
export function TestSetTab({ station: { id } }: { station: Station }) {
  const [pictures, judgings, changes] = [useNews(`station:${id}`), useNews(`analyses:${id}`), useNews(`models:${id}`)]; // prettier-ignore
  const turn = `${pictures} ${judgings} ${changes}`;
  const models = useRead('/v1/stations/{station}/models', { path: { station: id } }, turn);
  const shown = shownModels(models.value?.items ?? []);
  return (
    <div className="test-set">
      <Told {...models} reading="Reading the models…">
        {shown.length === 0 ? (
          <p className="lead">
            No model yet. Pictures that are added now will be judged by the first one, before it
            goes to work.
          </p>
        ) : (
          <>
            <Judging station={id} models={shown} turn={turn} />
            <ComparisonOfCandidate station={id} models={shown} turn={turn} />
            <div className="test-reports">
              {shown.map((model) => (
                <ModelReport key={model.id} station={id} model={model} turn={turn} />
              ))}
            </div>
          </>
        )}
      </Told>
      <TestSetDrop station={id} />
      <Gallery station={id} turn={turn} />
    </div>
  );
}

/** The active model, and the newest candidate beside it where that is newer. */
function shownModels(models: readonly ModelSummary[]): ModelSummary[] {
  const active = models.find((model) => model.active);
  const newest = models.find((model) => model.state === 'candidate');
  const isNewer = newest !== undefined && newest.version > (active?.version ?? 0);
  return [...(active ? [active] : []), ...(isNewer ? [newest] : [])];
}

function ComparisonOfCandidate(props: { station: string; models: ModelSummary[]; turn: string }) {
  const candidate = props.models.find(({ active }) => !active);
  if (candidate === undefined || props.models.length < 2) return null;
  return <ComparisonNote station={props.station} model={candidate.id} turn={props.turn} />;
}
