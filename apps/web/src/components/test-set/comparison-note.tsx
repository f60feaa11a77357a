import type { DifferentlyJudged } from '#contracts';
import { testHeatmap } from '../../api/addresses.js';
import { useRead } from '../../api/use-read.js';
import { plural } from '../../words.js';
import { Picture } from '../picture.js';

const shown = 6;

/** Says, loudly where it must, what a model passes on the test set that the active one catches. */
export function ComparisonNote(props: { station: string; model: string; turn: string }) {
  const { station, model } = props;
  const path = { station, model };
  const read = useRead('/v1/stations/{station}/models/{model}/comparison', { path }, props.turn);
  const compared = read.value;
  if (compared === null || compared.against === null) return null;
  const { good, bad } = compared.compared;
  if (good + bad + compared.notJudged === 0)
    return (
      <p className="note">
        This model was never tried on a bad part: the station has no test set. Its tab “Test set”
        takes pictures of known bad and good parts.
      </p>
    );
  const { warning, newMisses, newlyCaught, notJudged } = compared;
  return (
    <div className={`comparison-note ${warning === null ? '' : 'loud'}`} role="status">
      {warning !== null && <strong>⚠ {warning}</strong>}
      {warning === null && bad > 0 && (
        <span>
          On {plural(bad, 'known bad picture')} it passes nothing that model{' '}
          {compared.againstVersion} catches
          {newlyCaught.length > 0 && `, and catches ${newlyCaught.length} more`}.
        </span>
      )}
      {notJudged > 0 && <span>{plural(notJudged, 'picture')} were not judged by both models.</span>}
      {newMisses.length > 0 && (
        <ul className="test-pictures">
          {newMisses.slice(0, shown).map((one) => (
            <Missed key={one.pictureId} station={station} model={model} one={one} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Missed(props: { station: string; model: string; one: DifferentlyJudged }) {
  const { pictureId, kind, before, after, fileName } = props.one;
  const words = `${kind ?? fileName ?? 'bad part'}: ${before.verdict} ${before.displayScore.toFixed(2)} before, ok ${after.displayScore.toFixed(2)} now`;
  return (
    <li>
      <figure>
        <Picture address={testHeatmap(props.station, pictureId, props.model, 320)} alt={words} />
        <figcaption>{words}</figcaption>
      </figure>
    </li>
  );
}
