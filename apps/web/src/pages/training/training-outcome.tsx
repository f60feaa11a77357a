import type { AnalysisJob, Station, TrainingResult } from '#contracts';
import { KeyedLink } from '../../parts/keyed-link.js';
import { when } from '../../words.js';
import { TrainingCurves } from './training-curves.js';
import { UseVersion } from './use-version.js';

/** What a finished training came to: accepted or refused, by which figures, and how to use it. */
export function TrainingOutcome({ station, job }: { station: Station; job: AnalysisJob }) {
  const result = job.result as TrainingResult;
  const { accepted, name, base, deciding, curve, images } = result;
  return (
    <div className={`training-outcome ${accepted ? 'accepted' : ''}`}>
      <p>
        <strong>
          {accepted ? `Accepted: ${name}` : `Refused: ${name} is not better than ${base}`}
        </strong>
        {`, ${when(job.requestedAt)}, with ${images.kinds.map((one) => `${one.kind} (${one.images})`).join(', ')}.`}
        {images.leftOut.length > 0 &&
          ` Too few images of ${images.leftOut.map((one) => `${one.kind} (${one.images})`).join(', ')}.`}
      </p>
      <p>
        Precision at 5 of the images that decide: {deciding.base.toFixed(3)} before,{' '}
        {deciding.trained.toFixed(3)} after.
      </p>
      <Figures result={result} />
      {accepted && <UseVersion station={station} name={name} />}
      <TrainingCurves curve={curve} />
      <p>
        <KeyedLink path={`/v1/analyses/${job.id}/curves`}>Curves as a picture</KeyedLink>
      </p>
    </div>
  );
}

function Figures({ result: { judging, base, name } }: { result: TrainingResult }) {
  const rows = [[base, judging.base], [name, judging.trained]] as const; // prettier-ignore
  return (
    <table className="training-figures">
      <caption className="quiet">On images that decided nothing</caption>
      <thead>
        <tr>
          <th scope="col">Backbone</th>
          <th scope="col">Precision at 5</th>
          <th scope="col">Nearest neighbours right</th>
          <th scope="col">Balanced accuracy</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([who, figures]) => (
          <tr key={who}>
            <th scope="row">{who}</th>
            <td>{figures.precisionAt5.toFixed(3)}</td>
            <td>{figures.nearestAccuracy.toFixed(3)}</td>
            <td>{figures.balancedAccuracy?.toFixed(3) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
