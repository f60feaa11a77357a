import { useMemo, useState } from 'react';
import type { EscapedPart, EscapeReport } from '#contracts';
import { framePicture } from '../../api/addresses.js';
import { useRead } from '../../api/use-read.js';
import { Picture } from '../../components/picture.js';
import { Told } from '../../components/told.js';
import { useNews } from '../../live/use-live.js';
import { hashOf, hashOfTab } from '../../routing.js';
import { plural } from '../../words.js';

const spans: readonly (readonly [number, string])[] = [
  [7, 'week'],
  [30, '30 days'],
  [90, '90 days'],
];
const dayMs = 24 * 3_600_000;

/** Shows how many of the parts that passed are defective at most, from blind reviews of parts that were drawn. */
export function EscapesCard({ station }: { station: string }) {
  const [days, setDays] = useState(30);
  const turn = useNews(`review:${station}`);
  const from = useMemo(() => new Date(Date.now() - days * dayMs).toISOString(), [days]);
  const asked = { path: { station }, query: { from } };
  const report = useRead('/v1/stations/{station}/escapes', asked, turn);
  return (
    <section aria-label="Escapes">
      <h2>Escapes</h2>
      <Told {...report} reading="Reading what passed…">
        {report.value !== null && <Known report={report.value} />}
      </Told>
      <div className="spans" role="group" aria-label="Escapes of how many days">
        {spans.map(([span, word]) => (
          <button
            key={span}
            type="button"
            className="chip"
            aria-pressed={span === days}
            onClick={() => setDays(span)}
          >
            last {word}
          </button>
        ))}
      </div>
    </section>
  );
}

function Known({ report }: { report: EscapeReport }) {
  const { total, settings, stationId, waiting } = report;
  if (settings.perShift === 0 && report.shifts.length === 0)
    return (
      <p className="quiet">
        Nobody knows how many defective parts pass: none of the passed parts is looked at again. Set{' '}
        <a href={hashOfTab(stationId, 'settings')}>passed parts drawn</a> to a few a shift, and
        their blind reviews will tell.
      </p>
    );
  return (
    <>
      {total.upper === null ? (
        <p>No drawn part has an answer yet.</p>
      ) : (
        <p className="lead">
          At most <strong>{share(total.upper)}</strong> of the passed parts are defective, at{' '}
          {share(report.confidence)}.
        </p>
      )}
      <p className="quiet">{restsOn(report)}</p>
      {waiting > 0 && (
        <p>
          <a href={hashOfTab(stationId, 'review')}>{plural(waiting, 'drawn part')}</a> wait for an
          answer.
        </p>
      )}
      <Found found={report.found} />
    </>
  );
}

function restsOn({ total, settings }: EscapeReport): string {
  const drawing = `${plural(settings.perShift, 'passed part')} a shift are drawn now.`;
  if (total.estimate === null) return drawing;
  const { answered, passed, shifts, found, unsure } = total;
  const doubts = unsure === 0 ? '' : `, ${unsure} unsure, which count as defective in the bound`;
  return `${plural(answered, 'answer')} for ${plural(passed, 'passed part')} of ${plural(shifts, 'shift')}: ${found} defective${doubts}. The estimate is ${share(total.estimate)}. ${drawing}`;
}

function Found({ found }: { found: readonly EscapedPart[] }) {
  if (found.length === 0) return null;
  return (
    <ul className="memory" aria-label="Escapes that were found">
      {found.slice(0, 12).map(({ frameId, name }) => (
        <li key={frameId} className="memory-entry">
          <a href={hashOf({ page: 'frame', frame: frameId })}>
            <Picture address={framePicture(frameId, 240)} alt={name ?? 'a part that escaped'} />
          </a>
          <strong>{name ?? 'without a name'}</strong>
        </li>
      ))}
    </ul>
  );
}

function share(value: number): string {
  return `${Number((100 * value).toPrecision(2))} %`;
}
