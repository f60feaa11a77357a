import { z } from 'zod';

/** The roles of people, each of which may do what those before it may. */
export const roles = ['viewer', 'operator', 'engineer', 'administrator'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** The scopes of a device's key: pushing frames, reading, answering and acknowledging (with reading). */
export const deviceScopes = ['ingest', 'read', 'operate'] as const;
export const deviceScope = z.enum(deviceScopes);
export type DeviceScope = z.infer<typeof deviceScope>;

/**
 * The need that a route states: `nothing` is open to whoever asks, `ingest` is what a camera does, and every other one
 * is the lowest role.
 */
export const needs = ['nothing', 'ingest', ...roles] as const;
export type Need = (typeof needs)[number];

/**
 * The means by which the name of whoever asks was proven; `said`: the request only says it. `pin` is a sign-in at a
 * shared terminal. */
export const proofs = ['session', 'pin', 'key', 'device-key', 'said'] as const;
export const proof = z.enum(proofs);
export type Proof = z.infer<typeof proof>;

/** The role of a person, or the scopes of a device, that a need is held against. */
export interface Standing {
  readonly role: Role | null;
  readonly scopes: readonly DeviceScope[];
}

const scopesOf: Record<Need, readonly DeviceScope[]> = {
  nothing: deviceScopes,
  ingest: ['ingest'],
  viewer: ['read', 'operate'],
  operator: ['operate'],
  engineer: [],
  administrator: [],
};

/** Decides whether a role or scopes are enough for what a route needs. Who pushes frames by hand is an engineer. */
export function isEnough(need: Need, { role: held, scopes }: Standing): boolean {
  if (need === 'nothing' || scopesOf[need].some((scope) => scopes.includes(scope))) return true;
  const lowest = need === 'ingest' ? 'engineer' : need;
  return held !== null && roles.indexOf(held) >= roles.indexOf(lowest);
}
