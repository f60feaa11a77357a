import type { Certificate, LimitPromise, ModelManifest } from '#contracts';
import { certificatePage } from '../../api/addresses.js';
import { KeyedLink } from '../../components/keyed-link.js';
import { percent, plural, score, when } from '../../words.js';

/** Shows what the active model promises, and how far the promise goes. */
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
          Until then the defect limit is the highest score that a good part had.
        </p>
      )}
      {certificate.warn.widened !== null && (
        <p className="note">{certificate.warn.widened.because}</p>
      )}
      <LimitCard name="Defect" limit={limits.reject} promise={certificate.reject} kind="defect" />
      <LimitCard name="Review" limit={limits.warn} promise={certificate.warn} kind="review" />
      <CannotPromise certificate={certificate} />
      <p>
        <KeyedLink address={certificatePage(model.station, model.id)}>
          The certificate, to print and sign
        </KeyedLink>
      </p>
    </section>
  );
}

function LimitCard(props: { name: string; limit: number; promise: LimitPromise; kind: string }) {
  const { target, expectedRate, interval95, extrapolated, fallback } = props.promise;
  const [low, high] = interval95;
  return (
    <div className={`promise ${props.kind}`}>
      <p>
        {props.name} over <strong>{score(props.limit)}</strong>{' '}
        {extrapolated && <span className="badge review">extrapolated</span>}
      </p>
      <p>
        <strong>{percent(expectedRate)}</strong> of good parts are expected over it (asked for:{' '}
        {percent(target)}). With {percent(0.95)} confidence between {percent(low)} and{' '}
        {percent(high)}, for parts like those it learned from.
      </p>
      {fallback !== null && <p className="quiet">{fallback}</p>}
    </div>
  );
}

function CannotPromise({ certificate: { cannotPromise } }: { certificate: Certificate }) {
  if (cannotPromise.length === 0) return null;
  return (
    <details>
      <summary>What it cannot promise</summary>
      <ul className="cannot">
        {cannotPromise.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
