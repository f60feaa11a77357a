import type { AnalysisJob, Station, TrainingResult } from '#contracts';
import { KeyedLink } from '../../parts/keyed-link.js';
import { when } from '../../words.js';
import { KindFigures, kindImages } from './kind-figures.js';
import { OneClassFigures, oneClassImages } from './one-class-figures.js';
import { TrainingCurves } from './training-curves.js';
import { UseVersion } from './use-version.js';

/** What a finished training came to: accepted or refused, by which figures, and how to use it. */
export function TrainingOutcome({ station, job }: { station: Station; job: AnalysisJob }) {
  const result = job.result as TrainingResult;
  const { accepted, name, base, curve } = result;
  return (
    <div className={`training-outcome ${accepted ? 'accepted' : ''}`}>
      <p>
        <strong>
          {accepted ? `Accepted: ${name}` : `Refused: ${name} is not better than ${base}`}
        </strong>
        {`, ${when(job.requestedAt)}, with ${imagesOf(result)}`}
      </p>
      {result.objective === 'one-class' ? (
        <OneClassFigures result={result} />
      ) : (
        <KindFigures result={result} />
      )}
      {accepted && <UseVersion station={station} name={name} />}
      <TrainingCurves curve={curve} />
      <p>
        <KeyedLink path={`/v1/analyses/${job.id}/curves`}>Curves as a picture</KeyedLink>
      </p>
    </div>
  );
}

function imagesOf(result: TrainingResult): string {
  return result.objective === 'one-class' ? oneClassImages(result) : kindImages(result);
}
