import { useState } from 'react';
import type { DriftReport, Station } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { useLive, useNews } from '../../live/use-live.js';
import { usePaced } from '../../live/use-paced.js';
import { CameraFaultNote } from '../../components/camera-fault.js';
import { LineChart } from '../../components/line-chart.js';
import { Told } from '../../components/told.js';
import { plural } from '../../words.js';
import { PromiseKept } from '../models/model-card.js';
import { driftLines } from './drift-lines.js';
import { EscapesCard } from './escapes-card.js';
import { SignalRow } from './signal-row.js';

const spans: readonly (readonly [number, string])[] = [
  [1, 'hour'],
  [8, 'shift'],
  [24, 'day'],
  [168, 'week'],
];

/** Shows whether good parts still look as they did when the limits were learned. */
export function DriftTab({ station: { id } }: { station: Station }) {
  const [hours, setHours] = useState(8);
  const frames = useLive().inspections[id]?.[0]?.frameId ?? '';
  // The watch takes a while to look at a new frame, and figures move slowly.
  const turn = `${useNews(`drift:${id}`, `camera:${id}`)} ${usePaced(frames, 15_000)}`;
  const path = { station: id };
  const report = useRead('/v1/stations/{station}/drift', { path, query: { hours } }, turn);
  const camera = useRead('/v1/stations/{station}/camera', { path }, turn).value;
  return (
    <Told {...report} reading="Reading the figures…">
      {report.value !== null && (
        <div className="drift-columns">
          <section>
            <h2>What is watched</h2>
            {camera?.fault != null && <CameraFaultNote fault={camera.fault} />}
            {report.value.signals.length === 0 && (
              <p className="quiet">Nothing yet: it begins with the first parts of a model.</p>
            )}
            <ul className="signals">
              {report.value.signals.map((signal) => (
                <SignalRow key={signal.signal} signal={signal} />
              ))}
            </ul>
            <PromiseKept report={report.value} />
            <EscapesCard station={id} />
          </section>
          <section>
            <div className="spans" role="group" aria-label="How far back">
              {spans.map(([span, word]) => (
                <button
                  key={span}
                  type="button"
                  className="chip"
                  aria-pressed={span === hours}
                  onClick={() => setHours(span)}
                >
                  last {word}
                </button>
              ))}
            </div>
            <Pictures report={report.value} />
          </section>
        </div>
      )}
    </Told>
  );
}

function Pictures({ report: { windows } }: { report: DriftReport }) {
  if (windows.length === 0) return <p className="quiet">No frames in this time.</p>;
  const frames = windows.reduce((sum, window) => sum + window.frames, 0);
  return (
    <>
      <p className="quiet">{plural(frames, 'frame')}</p>
      {driftLines(windows).map((chart) => (
        <LineChart key={chart.title} {...chart} />
      ))}
    </>
  );
}
