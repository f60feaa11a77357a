import type { LimitPromise, ModelManifest } from '#contracts';
import { percent, plural, score, when } from '../../words.js';

/** What the active model promises, and how far the promise goes. */
export function CertificateCard({ model }: { model: ModelManifest }) {
  const { certificate, limits } = model;
  const missing = Math.max(certificate.warn.partsMissing, certificate.reject.partsMissing);
  return (
    <section className="certificate">
      <h2>
        Model {model.version}{' '}
        {certificate.provisional && <span className="badge review">provisional</span>}
      </h2>
      <p className="quiet">
        Made {when(model.madeAt)} from {plural(certificate.frames, 'picture')} of{' '}
        {plural(certificate.parts, 'part')} with {model.backbone.name} {model.backbone.version};
        remembers {plural(model.bank.rows, 'patch').replace('patchs', 'patches')}.
      </p>
      {certificate.provisional && (
        <p className="note">
          {plural(missing, 'more part')} {missing === 1 ? 'is' : 'are'} needed to keep the target.
          Until then the limit is the highest score that a good part had.
        </p>
      )}
      <LimitCard name="Defect" limit={limits.reject} promise={certificate.reject} kind="defect" />
      <LimitCard name="Review" limit={limits.warn} promise={certificate.warn} kind="review" />
    </section>
  );
}

function LimitCard(props: { name: string; limit: number; promise: LimitPromise; kind: string }) {
  const { target, expectedRate, interval95 } = props.promise;
  const [low, high] = interval95;
  return (
    <div className={`promise ${props.kind}`}>
      <p>
        {props.name} over <strong>{score(props.limit)}</strong>
      </p>
      <p>
        <strong>{percent(expectedRate)}</strong> of good parts are expected over it (asked for:{' '}
        {percent(target)}). With {percent(0.95)} confidence between {percent(low)} and{' '}
        {percent(high)}, for parts like those it learned from.
      </p>
    </div>
  );
}
