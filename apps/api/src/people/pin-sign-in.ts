import { Injectable } from '@nestjs/common';
import { type PinSignInRequest, TouchstoneError } from '#contracts';
import { Accounts, isPassword } from '#storage';
import { FailedKeys } from '../http/access/failed-keys.js';
import { type SignedIn, SignIn } from './sign-in.js';

/** The wrong PINs in a row after which an account's counts no more: of four digits there are only ten thousand. */
const mostFailures = 10;

/** Signs people in at a shared terminal, by name and PIN. */
@Injectable()
export class PinSignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly failed: FailedKeys,
    private readonly signing: SignIn,
  ) {}

  /**
   * Starts a session that is short, and an operator's at most. Throws `unauthorised`, which does not tell what was wrong
   * nor that too many wrong ones came, and `too-many-failures`.
   */
  async signIn({ name, pin }: PinSignInRequest, peer: string): Promise<SignedIn> {
    this.failed.refuseHammering(peer, name);
    const account = await this.accounts.find(name);
    const counts = account !== null && !account.disabled && account.pinFailures < mostFailures;
    const right = await isPassword(pin, counts ? account.pin : null);
    if (account !== null && counts && account.pin !== null)
      await this.accounts.pinTried(account.id, right);
    if (right && account !== null) return this.signing.startByPin(account, peer);
    await this.failed.wrongPassword(peer, name);
    throw new TouchstoneError('unauthorised', 'the name or the PIN is wrong, or too many wrong ones came: an administrator sets a new one'); // prettier-ignore
  }
}
