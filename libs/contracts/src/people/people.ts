import { z } from 'zod';
import { instant, stationId } from '../frames/ids.js';
import { safeText } from '../frames/safe-text.js';
import { deviceScope, proof, role } from './roles.js';

/** The name of an account or of a device's key; upper and lower case are the same name. */
export const personName = z
  .string()
  .regex(
    /^[a-z][\w.-]{1,60}$/i,
    'a name is a letter and 1 to 60 letters, digits, ".", "-" and "_"',
  );

/** A password that is set; one that everybody tries is refused where it is set. */
export const newPassword = safeText.min(10).max(200);
/** A password that is tried. */
export const triedPassword = safeText.min(1).max(200);

/** The stations that somebody may see; null is all of them. */
const stationList = z.array(stationId).min(1).max(1_000).nullable();

export const account = z.object({
  name: z.string(),
  role,
  stations: z.array(stationId).nullable(),
  disabled: z.boolean(),
  createdAt: instant,
  /** The last sign-in; null before the first. */
  signedInAt: instant.nullable(),
});
export type Account = z.infer<typeof account>;

export const accountRequest = z.strictObject({
  name: personName,
  password: newPassword,
  role: role.default('viewer'),
  stations: stationList.default(null),
});
export type AccountRequest = z.infer<typeof accountRequest>;

export const accountPatch = z.strictObject({
  role: role.optional(),
  stations: stationList.optional(),
  disabled: z.boolean().optional(),
  /** A new password; it ends all sessions of the account. */
  password: newPassword.optional(),
});
export type AccountPatch = z.infer<typeof accountPatch>;

export const signInRequest = z.strictObject({
  name: safeText.min(1).max(200),
  password: triedPassword,
  /** Asks for the token itself and no cookie: a program sends it as its key. */
  token: z.boolean().default(false),
});
export type SignInRequest = z.infer<typeof signInRequest>;

export const passwordChange = z.strictObject({ old: triedPassword, password: newPassword });
export type PasswordChange = z.infer<typeof passwordChange>;

/** One sign-in of an account that has not ended. */
export const session = z.object({
  id: z.uuid(),
  madeAt: instant,
  usedAt: instant,
  expiresAt: instant,
  /** The address from which it was made. */
  peer: z.string(),
});
export type Session = z.infer<typeof session>;

/** The person or the device that asks, as the API knows it. */
export const whoAmI = z.object({
  /** Set where there are neither keys nor accounts: whoever reaches the API may do everything. */
  open: z.boolean(),
  /** Set where there are accounts, so that one can sign in with name and password. */
  accounts: z.boolean(),
  who: z
    .object({
      /** The proven name; null for a key without a name, and where the API is open. */
      name: z.string().nullable(),
      proof,
      role: role.nullable(),
      scopes: z.array(deviceScope),
      stations: z.array(stationId).nullable(),
      /** The time at which a sign-in ends; null for keys. */
      expiresAt: instant.nullable(),
    })
    .nullable(),
});
export type WhoAmI = z.infer<typeof whoAmI>;

/** The answer to a sign-in; `token` is null where a cookie has it. */
export const signedIn = whoAmI.extend({ token: z.string().nullable() });
export type SignedInAnswer = z.infer<typeof signedIn>;

export const deviceKey = z.object({
  name: z.string(),
  scopes: z.array(deviceScope),
  stations: z.array(stationId).nullable(),
  madeAt: instant,
  madeBy: z.string(),
  expiresAt: instant.nullable(),
  /** The last use, to the minute; null before the first. */
  usedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type DeviceKey = z.infer<typeof deviceKey>;

const someScopes = z
  .array(deviceScope)
  .refine(({ length }) => length > 0 && length <= 3, 'one to three scopes are expected');

export const deviceKeyRequest = z.strictObject({
  name: personName,
  scopes: someScopes,
  stations: stationList.default(null),
  expiresAt: instant.nullable().default(null),
});
export type DeviceKeyRequest = z.infer<typeof deviceKeyRequest>;

export const deviceKeyPatch = z.strictObject({
  scopes: someScopes.optional(),
  stations: stationList.optional(),
  expiresAt: instant.nullable().optional(),
});
export type DeviceKeyPatch = z.infer<typeof deviceKeyPatch>;

/** A key that was just made or rotated, and the key itself: it is shown this once and kept as a digest only. */
export const shownDeviceKey = z.object({ key: z.string(), device: deviceKey });
export type ShownDeviceKey = z.infer<typeof shownDeviceKey>;

/** One sign-in of anybody that has not ended, with its account. */
export const openSession = session.extend({
  account: z.string(),
  role,
  /** Tells whether it is the sign-in of who asks. */
  own: z.boolean(),
});
export type OpenSession = z.infer<typeof openSession>;
