import { useState } from 'react';
import { type DeviceScope, deviceScopes, type ShownDeviceKey } from '#contracts';
import { api } from '../../../api/client.js';
import { StationsChoice } from '../../../components/stations-choice.js';
import { Problem } from '../../../components/told.js';
import { useAct } from '../../../components/use-act.js';
import { inDays } from './expiry.js';

const meanings: Record<DeviceScope, string> = {
  ingest: 'push frames',
  read: 'read what became of them',
  operate: 'answer and acknowledge',
};

/** Makes a key for a camera or a program. */
export function NewKey({ onMade }: { onMade: (shown: ShownDeviceKey) => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<DeviceScope[]>(['ingest', 'read']);
  const [stations, setStations] = useState<string[] | null>(null);
  const [days, setDays] = useState<number | null>(365);
  const { act, busy, problem } = useAct();
  const make = async () => {
    const body = { name: name.trim(), scopes, stations, expiresAt: inDays(days, new Date()) };
    const made = await act(async () => onMade(await api.post('/v1/device-keys', { body })));
    if (made) setName('');
  };
  const tick = (scope: DeviceScope, ticked: boolean) =>
    setScopes([...scopes.filter((one) => one !== scope), ...(ticked ? [scope] : [])]);
  return (
    <form
      className="admin-form"
      aria-label="New key"
      onSubmit={(event) => (event.preventDefault(), void make())}
    >
      <h2>New key</h2>
      <label>
        The device, as it stands in the audit trail
        <input
          required
          autoComplete="off"
          pattern="[A-Za-z][\w.\-]{1,60}"
          title="A letter, then letters, digits, dots, - and _"
          placeholder="camera-line-2"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <fieldset className="stations-choice">
        <legend>It may</legend>
        {deviceScopes.map((scope) => (
          <label key={scope}>
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={({ target }) => tick(scope, target.checked)}
            />{' '}
            {meanings[scope]} <small>{scope}</small>
          </label>
        ))}
      </fieldset>
      <StationsChoice chosen={stations} onChoice={setStations} />
      <label>
        Expires
        <select
          value={days ?? ''}
          onChange={({ target }) => setDays(target.value === '' ? null : Number(target.value))}
        >
          <option value="30">in 30 days</option>
          <option value="90">in 90 days</option>
          <option value="365">in a year</option>
          <option value="">never</option>
        </select>
      </label>
      <Problem text={problem} />
      <p>
        <button
          type="submit"
          className="button"
          disabled={busy || scopes.length === 0 || stations?.length === 0}
        >
          Make it
        </button>
      </p>
    </form>
  );
}
