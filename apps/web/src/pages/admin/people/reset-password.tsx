import { useState } from 'react';
import type { AccountPatch } from '#contracts';
import { Dialog } from '../../../components/dialog.js';
import { Problem } from '../../../components/told.js';
import { useAct } from '../../../components/use-act.js';
import { NewPassword } from './new-password.js';

/** Sets another password for an account, which is signed out everywhere by that. */
export function ResetPassword(props: {
  name: string;
  change: (patch: AccountPatch) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
}) {
  const { name, change, onDone, onClose } = props;
  const [password, setPassword] = useState('');
  const { act, busy, problem } = useAct();
  const save = async () => {
    if (await act(() => change({ password }))) onDone();
  };
  return (
    <Dialog title={`A new password for ${name}`} onClose={onClose}>
      <form className="admin-form" onSubmit={(event) => (event.preventDefault(), void save())}>
        <p>It ends every sign-in of {name}. Tell it to nobody else.</p>
        <NewPassword value={password} onChange={setPassword} />
        <Problem text={problem} />
        <p className="dialog-deeds">
          <button type="submit" className="button" disabled={busy}>
            Set it
          </button>
          <button type="button" className="button quiet-button" onClick={onClose}>
            Leave it
          </button>
        </p>
      </form>
    </Dialog>
  );
}
