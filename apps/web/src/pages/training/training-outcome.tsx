import { addressOf } from '#client';
import type { Analysis, Station, TrainingResult } from '#contracts';
import { KeyedLink } from '../../components/keyed-link.js';
import { when } from '../../words.js';
import { DistillationFigures, distillationImages } from './distillation-figures.js';
import { KindFigures, kindImages } from './kind-figures.js';
import { OneClassFigures, oneClassImages } from './one-class-figures.js';
import { TrainingCurves } from './training-curves.js';
import { UseVersion } from './use-version.js';

/** Shows what a finished training came to: accepted or refused, by which figures, and how to use it. */
export function TrainingOutcome({ station, job }: { station: Station; job: Analysis }) {
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
      <Figures result={result} />
      {accepted && <UseVersion station={station} name={name} />}
      <TrainingCurves curve={curve} objective={result.objective} />
      <p>
        <KeyedLink
          address={addressOf('/v1/analyses/{analysis}/curves', { path: { analysis: job.id } })}
        >
          Curves as a picture
        </KeyedLink>
      </p>
    </div>
  );
}

function Figures({ result }: { result: TrainingResult }) {
  if (result.objective === 'one-class') return <OneClassFigures result={result} />;
  if (result.objective === 'distillation') return <DistillationFigures result={result} />;
  return <KindFigures result={result} />;
}

function imagesOf(result: TrainingResult): string {
  if (result.objective === 'one-class') return oneClassImages(result);
  return result.objective === 'distillation' ? distillationImages(result) : kindImages(result);
}
