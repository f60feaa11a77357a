import { useState } from 'react';
import type { ShownDeviceKey } from '#contracts';
import { useRead } from '../../../api/use-read.js';
import { Told } from '../../../components/told.js';
import { KeyRow } from './key-row.js';
import { NewKey } from './new-key.js';
import { ShownKey } from './shown-key.js';

/** Lists the keys of cameras and programs, makes new ones, and shows each once. */
export function KeysTab() {
  const [turn, setTurn] = useState(0);
  const [shown, show] = useState<ShownDeviceKey | null>(null);
  const [revokedToo, setRevokedToo] = useState(false);
  const again = () => setTurn((before) => before + 1);
  const read = useRead('/v1/device-keys', {}, turn);
  const all = read.value?.items ?? [];
  const keys = all.filter(({ revokedAt }) => revokedToo || revokedAt === null);
  const madeOrRotated = (made: ShownDeviceKey) => (show(made), again());
  return (
    <>
      {shown !== null && <ShownKey shown={shown} onClose={() => show(null)} />}
      <Told {...read} reading="Reading the keys…">
        {keys.length === 0 && <p className="lead">No device has a key.</p>}
        {keys.length > 0 && (
          <table className="sheet">
            <thead>
              <tr>
                <th>Device</th>
                <th>May</th>
                <th>Stations</th>
                <th>Last use</th>
                <th>Expires</th>
                <th>
                  <span className="visually-hidden">What can be done</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {keys.map((device) => (
                <KeyRow
                  key={`${device.name} ${device.madeAt}`}
                  device={device}
                  onRotated={madeOrRotated}
                  onDone={again}
                />
              ))}
            </tbody>
          </table>
        )}
        {all.some(({ revokedAt }) => revokedAt !== null) && (
          <label className="quiet">
            <input
              type="checkbox"
              checked={revokedToo}
              onChange={({ target }) => setRevokedToo(target.checked)}
            />{' '}
            Show revoked keys too
          </label>
        )}
        <NewKey onMade={madeOrRotated} />
      </Told>
    </>
  );
}
