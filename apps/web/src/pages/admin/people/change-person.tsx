import { useState } from 'react';
import type { Account, AccountPatch } from '#contracts';
import { Dialog } from '../../../components/dialog.js';
import { StationsChoice } from '../../../components/stations-choice.js';
import { Problem } from '../../../components/told.js';
import { useAct } from '../../../components/use-act.js';
import { RoleChoice } from './role-choice.js';

/** Changes role and stations of an account; what it may do changes at once. */
export function ChangePerson(props: {
  account: Account;
  change: (patch: AccountPatch) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
}) {
  const { account, change, onDone, onClose } = props;
  const [role, setRole] = useState(account.role);
  const [stations, setStations] = useState(account.stations);
  const { act, busy, problem } = useAct();
  const save = async () => {
    if (await act(() => change({ role, stations }))) onDone();
  };
  return (
    <Dialog title={`What ${account.name} may do`} onClose={onClose}>
      <div className="admin-form">
        <RoleChoice role={role} onRole={setRole} />
        <StationsChoice chosen={stations} onChoice={setStations} />
        <Problem text={problem} />
        <p className="dialog-deeds">
          <button
            type="button"
            className="button"
            disabled={busy || stations?.length === 0}
            onClick={() => void save()}
          >
            Save
          </button>
          <button type="button" className="button quiet-button" onClick={onClose}>
            Leave it
          </button>
        </p>
      </div>
    </Dialog>
  );
}
