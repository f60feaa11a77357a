import { useEffect, useState } from 'react';
import type { Calibration, Station } from '#contracts';
import { api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useRead } from '../../api/use-read.js';
import { withCalibration } from '../../live/live-state.js';
import { useLive, useLiveLine } from '../../live/use-live.js';
import { readOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { type CalibrationWish, CalibrateOptions } from './calibrate-options.js';
import { CalibrationProgress } from './calibration-progress.js';

/** The same number as `fewestNormals` of the contracts; the API is the judge. */
const fewest = 10;

/** Asks for a calibration and shows how far it is. */
export function Calibrate({ station }: { station: Station }) {
  const line = useLiveLine();
  const calibration = useLatestCalibration(station.id);
  const [asked, ask] = useState<CalibrationWish>({ activate: true, incremental: false, why: '' });
  const { act, busy, problem } = useAct();
  const may = useMay('engineer');
  const missing = fewest - station.normals;
  const running = calibration?.state === 'queued' || calibration?.state === 'running';
  const request = () =>
    act(async () => {
      const made = await api.post('/v1/stations/{station}/calibrations', {
        path: { station: station.id },
        body: { ...asked, by: readOperator() },
      });
      line.change((state) => withCalibration(state, made));
    });
  return (
    <section className="calibrate">
      <p>
        {missing > 0
          ? `${missing} more are needed before it can learn; a hundred make a promise of 1 %.`
          : asked.activate
            ? 'Learning makes a new model from all of them, and puts it to work.'
            : 'Learning makes a candidate, to be rehearsed before it goes to work.'}
      </p>
      {may && <CalibrateOptions station={station} asked={asked} onChange={ask} />}
      {may && (
        <button
          type="button"
          className="button"
          disabled={missing > 0 || running || busy}
          onClick={() => void request()}
        >
          {running ? 'Calibrating…' : 'Calibrate'}
        </button>
      )}
      <Problem text={problem} />
      {calibration !== undefined && <CalibrationProgress calibration={calibration} />}
    </section>
  );
}

/** The one under way or the last one, also when it was asked for before this page was opened. */
function useLatestCalibration(stationId: string): Calibration | undefined {
  const line = useLiveLine();
  const named = { path: { station: stationId }, query: { limit: 1 } };
  const latest = useRead('/v1/stations/{station}/calibrations', named).value?.items[0];
  const running = latest?.state === 'queued' || latest?.state === 'running';
  useEffect(() => {
    if (running) line.change((state) => withCalibration(state, latest));
  }, [line, latest, running]);
  return useLive().calibrations[stationId];
}
