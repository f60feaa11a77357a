import type { DriftReport, Station } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { percent, plural } from '../../words.js';
import { CertificateCard } from '../stations/certificate-card.js';

/** Shows the active model's certificate, with what it promised beside what the line shows. */
export function ModelCard({ station, turn }: { station: Station; turn: string }) {
  const path = { station: station.id, model: station.activeModel!.id };
  const model = useRead('/v1/stations/{station}/models/{model}', { path }).value;
  const lastHour = { path, query: { hours: 1 } };
  const report = useRead('/v1/stations/{station}/drift', lastHour, turn).value;
  return (
    <div>
      {model !== null && <CertificateCard model={model} />}
      {report !== null && <PromiseKept report={report} />}
    </div>
  );
}

/** Shows the promised and the observed share of defect verdicts. Real defects are in the observed one. */
export function PromiseKept({ report }: { report: DriftReport }) {
  const { promisedRate, observedRate, observedParts } = report;
  if (promisedRate === null) return null;
  const most = Math.max(promisedRate, observedRate ?? 0) * 1.1;
  return (
    <section className="promise-kept">
      <h2>Promised and observed</h2>
      <Rate word="promised for good parts" rate={promisedRate} most={most} kind="ok" />
      {observedRate === null ? (
        <p className="quiet">No part was judged by this model yet.</p>
      ) : (
        <>
          <Rate word="observed on the line" rate={observedRate} most={most} kind="defect" />
          <p className="quiet">
            Over {plural(observedParts, 'part')}; real defects are among the observed.
          </p>
        </>
      )}
    </section>
  );
}

function Rate(props: { word: string; rate: number; most: number; kind: string }) {
  return (
    <p className={`rate ${props.kind}`}>
      <span>{props.word}</span>
      <span className="rate-track">
        <span className="rate-fill" style={{ width: `${(100 * props.rate) / props.most}%` }} />
      </span>
      <strong>{percent(props.rate)}</strong>
    </p>
  );
}
