import { useCallback, useState } from 'react';
import { sentenceOf } from '../api/client.js';

/** Does one thing at a time that a person asked for, and keeps what went wrong. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  /** Returns whether it went well. */
  const act = useCallback(async (deed: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    try {
      await deed();
      setProblem(null);
      return true;
    } catch (error) {
      setProblem(sentenceOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { act, busy, problem };
}
