import type { ReactNode } from 'react';
import { when } from '../words.js';
import { useOperator } from './operator.js';
import { Problem } from './told.js';
import { useAct } from './use-act.js';

export interface SecondPersonProps {
  readonly label: string;
  /** The person who asked for the change, when, and why; an empty reason is not shown. */
  readonly asked: { readonly by: string; readonly why: string; readonly askedAt: string };
  /** Ends the waiting under the name of whoever is here. */
  readonly end: (deed: 'approve' | 'withdraw', by: string) => Promise<unknown>;
  readonly onDone: () => void;
  /** The change in words. */
  readonly children: ReactNode;
}

/** Shows a change that one person asked for and another must approve; either may withdraw it. */
export function SecondPerson({ label, asked, end, onDone, children }: SecondPersonProps) {
  const { by, why, askedAt } = asked;
  const { act, busy, problem } = useAct();
  const [name] = useOperator();
  const doing = (deed: 'approve' | 'withdraw') => async () => {
    if (await act(() => end(deed, name.trim() || 'operator'))) onDone();
  };
  return (
    <section className="waiting-activation" aria-label={label}>
      <p>
        <strong>{children}</strong>
        <small>
          Asked for by {by}, {when(askedAt)}
          {why !== '' && <>: “{why}”</>}
        </small>
      </p>
      <p className="dialog-deeds">
        <Deed busy={busy} onClick={doing('approve')}>
          Approve
        </Deed>
        <Deed busy={busy} quiet onClick={doing('withdraw')}>
          Withdraw
        </Deed>
      </p>
      {name.trim() === by && (
        <p className="quiet">You asked for it: somebody else must approve, under their own name.</p>
      )}
      <Problem text={problem} />
    </section>
  );
}

interface DeedProps {
  readonly busy: boolean;
  readonly quiet?: boolean;
  readonly onClick: () => Promise<void>;
  readonly children: string;
}

function Deed({ busy, quiet = false, onClick, children }: DeedProps) {
  const look = quiet ? 'button quiet-button' : 'button';
  return (
    <button type="button" className={look} disabled={busy} onClick={() => void onClick()}>
      {children}
    </button>
  );
}
