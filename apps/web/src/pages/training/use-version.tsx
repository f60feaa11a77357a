import { useState } from 'react';
import type { Station } from '#contracts';
import { api } from '../../api/client.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { hashOfTab } from '../../routing.js';

/** Makes a version the station's backbone; a calibration then makes a model with it, which a person activates. */
export function UseVersion({ station, name }: { station: Station; name: string }) {
  const [chosen, choose] = useState(station.settings.backbone === name);
  const { act, busy, problem } = useAct();
  const use = async () => {
    const asked = { path: { station: station.id }, body: { backbone: name } };
    if (await act(() => api.patch('/v1/stations/{station}', asked))) choose(true);
  };
  if (chosen)
    return (
      <p>
        The next calibration makes a model with {name}.{' '}
        <a href={hashOfTab(station.id, 'overview')}>Calibrate</a>
      </p>
    );
  return (
    <p>
      <button type="button" className="button" disabled={busy} onClick={() => void use()}>
        Use it from the next calibration on
      </button>
      <Problem text={problem} />
    </p>
  );
}
