import { useState } from 'react';
import type { DeviceKey, ShownDeviceKey } from '#contracts';
import { api } from '../../../api/client.js';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { when } from '../../../words.js';
import { expiryOf } from './expiry.js';

/** Shows one key, never the key itself, with what can be done to it. */
export function KeyRow(props: {
  device: DeviceKey;
  onRotated: (shown: ShownDeviceKey) => void;
  onDone: () => void;
}) {
  const { name, scopes, stations, madeAt, madeBy, usedAt, expiresAt, revokedAt } = props.device;
  const expiry = expiryOf(expiresAt, new Date());
  return (
    <tr className={revokedAt === null ? '' : 'off'}>
      <td data-label="Device">
        <strong>{name}</strong>{' '}
        <small>
          made {when(madeAt)} by {madeBy}
        </small>
      </td>
      <td data-label="May">{scopes.join(', ')}</td>
      <td data-label="Stations">{stations === null ? 'all' : stations.join(', ')}</td>
      <td data-label="Last use">{usedAt === null ? 'never used' : when(usedAt)}</td>
      <td data-label="Expires">
        {revokedAt !== null ? (
          `revoked ${when(revokedAt)}`
        ) : expiry.state === 'fine' ? (
          expiry.text
        ) : (
          <span className={`badge ${expiry.state === 'over' ? 'defect' : 'review'}`}>
            {expiry.text}
          </span>
        )}
      </td>
      <td className="deeds">{revokedAt === null && <Deeds {...props} />}</td>
    </tr>
  );
}

function Deeds(props: {
  device: DeviceKey;
  onRotated: (shown: ShownDeviceKey) => void;
  onDone: () => void;
}) {
  const { device, onRotated, onDone } = props;
  const [asked, ask] = useState<'rotate' | 'revoke' | null>(null);
  const path = { device: device.name };
  const rotate = async () => onRotated(await api.post('/v1/device-keys/{device}/rotate', { path }));
  const revoke = async () => {
    await api.delete('/v1/device-keys/{device}', { path });
    onDone();
  };
  const close = () => ask(null);
  return (
    <>
      <button type="button" className="chip" onClick={() => ask('rotate')}>
        Rotate
      </button>
      <button type="button" className="chip" onClick={() => ask('revoke')}>
        Revoke
      </button>
      {asked === 'rotate' && (
        <ConfirmDialog
          title={`Rotate the key of ${device.name}`}
          deed="Rotate"
          onDeed={rotate}
          onClose={close}
        >
          The old key opens nothing from this moment on. The new one is shown once.
        </ConfirmDialog>
      )}
      {asked === 'revoke' && (
        <ConfirmDialog
          title={`Revoke the key of ${device.name}`}
          deed="Revoke"
          onDeed={revoke}
          onClose={close}
        >
          The device is refused from this moment on, for good. Its name is free again.
        </ConfirmDialog>
      )}
    </>
  );
}
