import { useState } from 'react';
import type { FailedFramesOf } from '#contracts';
import { api } from '../../../api/client.js';
import { useMay } from '../../../api/session.js';
import { Problem } from '../../../components/told.js';
import { useAct } from '../../../components/use-act.js';
import { plural, when } from '../../../words.js';

/** Lists frames that could not be inspected, by station and reason, and puts them back in. */
export function FailedFrames(props: { failed: readonly FailedFramesOf[]; onDone: () => void }) {
  const { failed, onDone } = props;
  return (
    <section>
      <h2>Failed frames</h2>
      {failed.length === 0 ? (
        <p className="quiet">Every frame that was taken was inspected, or waits for it.</p>
      ) : (
        <table className="sheet">
          <thead>
            <tr>
              <th>Station</th>
              <th>Why</th>
              <th className="number">Frames</th>
              <th>The last</th>
              <th>
                <span className="visually-hidden">What can be done</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {failed.map((one) => (
              <FailedRow key={`${one.stationId} ${one.code}`} failed={one} onDone={onDone} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function FailedRow({ failed, onDone }: { failed: FailedFramesOf; onDone: () => void }) {
  const { stationId, code, frames, lastAt } = failed;
  const may = useMay('operator');
  const [left, setLeft] = useState<number | null>(null);
  const { act, busy, problem } = useAct();
  const retry = () =>
    act(async () => {
      const path = { station: stationId };
      const answer = await api.post('/v1/stations/{station}/frames/retry', {
        path,
        body: { code },
      });
      setLeft(answer.left);
      onDone();
    });
  return (
    <tr>
      <td data-label="Station">{stationId}</td>
      <td data-label="Why">
        <code>{code}</code>
      </td>
      <td data-label="Frames" className="number">
        {frames.toLocaleString('en')}
      </td>
      <td data-label="The last">{when(lastAt)}</td>
      <td className="deeds">
        {may && (
          <button type="button" className="chip" disabled={busy} onClick={() => void retry()}>
            Put back in
          </button>
        )}
        {left !== null && left > 0 && <small> {plural(left, 'frame')} left: ask again</small>}
        <Problem text={problem} />
      </td>
    </tr>
  );
}
