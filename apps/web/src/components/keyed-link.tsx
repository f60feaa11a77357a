import type { Address } from '#client';
import { api } from '../api/client.js';
import { readKey } from '../api/key.js';
import { Problem } from './told.js';
import { useAct } from './use-act.js';

/** Links to a page of the API in a new tab. A link cannot send a key: with one the page is fetched first. */
export function KeyedLink(props: { address: Address; children: React.ReactNode }) {
  const { address, children } = props;
  const { act, busy, problem } = useAct();
  if (readKey() === '')
    return (
      <a href={address} target="_blank" rel="noreferrer">
        {children}
      </a>
    );
  const open = () =>
    act(async () => {
      const url = URL.createObjectURL(await (await api.openAddress(address)).blob());
      window.open(url, '_blank');
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    });
  return (
    <>
      <button type="button" className="link" disabled={busy} onClick={() => void open()}>
        {children}
      </button>
      <Problem text={problem} />
    </>
  );
}
