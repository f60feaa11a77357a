import { useState } from 'react';
import type { Account, AccountPatch } from '#contracts';
import { api } from '../../../api/client.js';
import { Problem } from '../../../components/told.js';
import { useAct } from '../../../components/use-act.js';
import { when } from '../../../words.js';
import { ChangePerson } from './change-person.js';
import { ResetPassword } from './reset-password.js';

/** Shows one account, with what can be done to it; the own one is changed elsewhere. */
export function PersonRow(props: { account: Account; own: boolean; onDone: () => void }) {
  const { account, own, onDone } = props;
  const { name, role, stations, disabled, signedInAt } = account;
  const [open, setOpen] = useState<'change' | 'password' | null>(null);
  const { act, busy, problem } = useAct();
  const change = (body: AccountPatch) =>
    api.patch('/v1/people/{account}', { path: { account: name }, body });
  const close = () => (setOpen(null), onDone());
  return (
    <tr className={disabled ? 'off' : ''}>
      <td data-label="Name">
        <strong>{name}</strong> {own && <small>you</small>}{' '}
        {disabled && <span className="badge review">disabled</span>}
      </td>
      <td data-label="Role">{role}</td>
      <td data-label="Stations">{stations === null ? 'all' : stations.join(', ')}</td>
      <td data-label="Last sign-in">{signedInAt === null ? 'never' : when(signedInAt)}</td>
      <td className="deeds">
        <button type="button" className="chip" onClick={() => setOpen('change')}>
          Change
        </button>
        <button type="button" className="chip" onClick={() => setOpen('password')}>
          New password
        </button>
        {!own && (
          <button
            type="button"
            className="chip"
            disabled={busy}
            onClick={() => void act(() => change({ disabled: !disabled })).then(onDone)}
          >
            {disabled ? 'Enable' : 'Disable'}
          </button>
        )}
        <Problem text={problem} />
        {open === 'change' && (
          <ChangePerson
            account={account}
            change={change}
            onDone={close}
            onClose={() => setOpen(null)}
          />
        )}
        {open === 'password' && (
          <ResetPassword name={name} change={change} onDone={close} onClose={() => setOpen(null)} />
        )}
      </td>
    </tr>
  );
}
