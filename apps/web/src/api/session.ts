import { isEnough, type Need, type WhoAmI } from '#contracts';
import { useConnected } from '../live/use-live.js';
import { api } from './client.js';
import { keepKey } from './key.js';
import { useRead } from './use-read.js';

/** Returns who the API says we are; null until it was read. */
export function useWhoAmI(): WhoAmI | null {
  return useRead('/v1/session', {}, useConnected()).value;
}

/** Tells whether we may do what needs this; while nobody knows yet, as if we might. The API is the judge. */
export function useMay(need: Need): boolean {
  const who = useWhoAmI()?.who;
  return who === undefined || who === null || isEnough(need, who);
}

/** Signs in; the browser holds a cookie from then on, and a key that it kept goes. */
export async function signIn(name: string, password: string): Promise<void> {
  keepKey('');
  await api.post('/v1/session', { body: { name, password, token: false } });
}

/** Signs in at a shared terminal, as `signIn` does. */
export async function signInByPin(name: string, pin: string): Promise<void> {
  keepKey('');
  await api.post('/v1/session/pin', { body: { name, pin } });
}

/** Signs out and begins anew, so that nothing that was read stays on the page. */
export async function signOut(): Promise<void> {
  keepKey('');
  await api.delete('/v1/session', {});
  location.reload();
}
