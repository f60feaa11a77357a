import { hash, verify } from '@node-rs/argon2';
import { TouchstoneError } from '#contracts';

/** The library's defaults are those of RFC 9106's second choice and OWASP: argon2id, 19 MiB, two rounds, one lane. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

let nobodys: Promise<string> | undefined;

/** A hash of nothing that anybody knows, so that a name without an account takes as long to refuse as any other. */
function nobodysHash(): Promise<string> {
  nobodys ??= hash(crypto.randomUUID());
  return nobodys;
}

/** Decides whether a password is the one that was hashed; null stands for a name without an account. */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  const right = await verify(hashed ?? (await nobodysHash()), password);
  return right && hashed !== null;
}

/** Words that everybody tries first, alone or with figures and signs behind them. */
const wellKnown =
  /^(password|passwort|changeme|touchstone|administrator|qwertyuiop|letmein|welcome|secret)+[\d\W]*$/i;

/** Throws `validation-failed` for a password that is guessed first: the name, a well-known word, one sign repeated. */
export function refuseWeakPassword(name: string, password: string): void {
  const isName = password.toLowerCase().replaceAll(/[\d\W]+$/g, '') === name.toLowerCase();
  if (!isName && !wellKnown.test(password) && new Set(password).size >= 4) return;
  throw new TouchstoneError(
    'validation-failed',
    'the password is one that is guessed first: ten characters that are neither the name nor a well-known word are expected',
  );
}
