import type { ModelSummary, TestFigures, TestReport } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { Told } from '../../components/told.js';
import { plural, when } from '../../words.js';
import { MisjudgedList } from './misjudged-list.js';
import { ScoreHistogram } from './score-histogram.js';
import { SharesTable } from './shares-table.js';

/** Shows what one model is on the test set: shares, scores against both limits, misses and false alarms. */
export function ModelReport(props: { station: string; model: ModelSummary; turn: string }) {
  const { station, model } = props;
  const named = { path: { station }, query: { model: model.id } };
  const read = useRead('/v1/stations/{station}/test-set/report', named, props.turn);
  return (
    <section className="test-report" aria-label={`Model ${model.version} on the test set`}>
      <h2>
        Model {model.version} <span className={`state-badge ${model.state}`}>{model.state}</span>
      </h2>
      <Told {...read} reading="Reading the figures…">
        {read.value !== null && <Report report={read.value} />}
      </Told>
    </section>
  );
}

function Report({ report }: { report: TestReport }) {
  const { figures, missing, notJudged, judgedAt } = report;
  return (
    <>
      {missing.map((sentence) => (
        <p className="note" key={sentence}>
          {sentence}
        </p>
      ))}
      {notJudged > 0 && (
        <p className="note">{plural(notJudged, 'picture')} not judged by this model yet.</p>
      )}
      {judgedAt !== null && <p className="quiet">{summaryOf(report)}</p>}
      {figures !== null && <Figures report={report} figures={figures} />}
    </>
  );
}

function Figures({ report, figures }: { report: TestReport; figures: TestFigures }) {
  const { stationId: station, model } = report;
  if (model === null) return null;
  const of = { station, model: model.id };
  return (
    <>
      <SharesTable figures={figures} />
      <ScoreHistogram histogram={figures.histogram} limits={model.limits} />
      <MisjudgedList
        {...of}
        title={`Passed though bad (${figures.missed})`}
        none="No known bad part passes."
        items={figures.misses}
      />
      <MisjudgedList
        {...of}
        title={`Alarmed or put to review though good (${figures.alarmed})`}
        none="No known good part is alarmed."
        items={figures.falseAlarms}
      />
      {figures.cameraFaults > 0 && (
        <p className="note">
          {plural(figures.cameraFaults, 'picture')} would be called invalid for a camera fault,
          whatever the score.
        </p>
      )}
    </>
  );
}

function summaryOf({ judgedAt, judged, seconds, figures, pixels }: TestReport): string {
  const auroc = figures?.imageAuroc;
  return [
    `${plural(judged, 'picture')} judged, last ${when(judgedAt!)} in ${(seconds ?? 0).toFixed(1)} s`,
    auroc == null ? '' : `ranking (image AUROC) ${auroc.toFixed(3)}`,
    pixels?.pixelAuroc == null ? '' : `pixel AUROC ${pixels.pixelAuroc.toFixed(3)}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
