import { useState } from 'react';
import { readOperator } from './operator.js';
import { Problem } from './told.js';
import { useAct } from './use-act.js';

/** Asks for the end of a long job; what shows the job says when it has come. */
export function CancelJob(props: { cancel: (body: { by: string }) => Promise<unknown> }) {
  const { act, busy, problem } = useAct();
  const [asked, setAsked] = useState(false);
  const cancel = async () => setAsked(await act(() => props.cancel({ by: readOperator() })));
  return (
    <>
      <button
        type="button"
        className="button quiet-button"
        disabled={busy || asked}
        onClick={() => void cancel()}
      >
        {asked ? 'Cancelling…' : 'Cancel'}
      </button>
      <Problem text={problem} />
    </>
  );
}
