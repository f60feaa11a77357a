import { z } from 'zod';
import { safeText } from '../frames/safe-text.js';
import { type Role, roles } from './roles.js';

/** A PIN that is set: digits, and none that everybody tries. */
export const newPin = z
  .string()
  .regex(/^\d{4,12}$/, 'a PIN is 4 to 12 digits')
  .refine((pin) => new Set(stepsOf(pin)).size > 1, 'a PIN is not one digit repeated, nor a row such as 1234'); // prettier-ignore

export const pinSignInRequest = z.strictObject({
  name: safeText.min(1).max(200),
  pin: safeText.min(1).max(12),
});
export type PinSignInRequest = z.infer<typeof pinSignInRequest>;

/** Returns what somebody may do who signed in by PIN: at most what an operator may. */
export function roleByPin(held: Role): Role {
  return roles.indexOf(held) < roles.indexOf('operator') ? held : 'operator';
}

/** Returns the differences between neighbouring digits: all the same for 1111, 1234 and 9876. */
function stepsOf(pin: string): number[] {
  return [...pin.slice(1)].map((digit, index) => Number(digit) - Number(pin[index]));
}
