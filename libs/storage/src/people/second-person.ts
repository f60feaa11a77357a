import { type Proof, TouchstoneError } from '#contracts';
import { provenNow } from './asking.js';

/** What one person asked for at a station, and how that person's name was proven. */
export interface AskedByOne {
  readonly askedBy: string;
  readonly askedProof: Proof | null;
  readonly station: string;
}

/**
 * Throws `second-person-needed` unless another person asked for it, `what`, than approves; where people can be proven,
 * `mustBeProven`, both names must have been.
 */
export function refuseSamePerson(
  { askedBy, askedProof, station }: AskedByOne,
  what: string,
  by: string,
  mustBeProven: boolean,
): void {
  if (askedBy.toLowerCase() === by.toLowerCase())
    throw new TouchstoneError(
      'second-person-needed',
      `${by} asked for ${what}, and station ${station} wants another person to approve it`,
    );
  if (mustBeProven && !(isPerson(askedProof) && isPerson(provenNow())))
    throw new TouchstoneError(
      'second-person-needed',
      `station ${station} wants two people whose names are proven, by a sign-in or a key of their own; here one is only said: ask for it anew`,
    );
}

function isPerson(proof: Proof | null): boolean {
  return proof === 'session' || proof === 'key';
}
