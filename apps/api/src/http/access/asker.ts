import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { DeviceScope, Need, Proof, Role, Standing } from '#contracts';

/** The facts of who asks: a person with a role, or a device with scopes. */
export interface AskerFacts extends Standing {
  /** The name that was proven; null for a key without a name, and where no key is needed. */
  readonly name: string | null;
  readonly proof: Proof;
  /** The stations that they may see; null is all of them. */
  readonly stations: readonly string[] | null;
  /** The sign-in; null for keys. */
  readonly session: { readonly id: string; readonly expiresAt: Date } | null;
}

/** The person or the device that asks, and how that was proven. */
export class Asker implements AskerFacts {
  readonly name: string | null;
  readonly proof: Proof;
  readonly role: Role | null;
  readonly scopes: readonly DeviceScope[];
  readonly stations: readonly string[] | null;
  readonly session: AskerFacts['session'];

  constructor(facts: Partial<AskerFacts>) {
    this.name = facts.name ?? null;
    this.proof = facts.proof ?? 'said';
    this.role = facts.role ?? null;
    this.scopes = facts.scopes ?? [];
    this.stations = facts.stations ?? null;
    this.session = facts.session ?? null;
  }

  /** Whoever reaches an open API may do everything, under the name that the request says. */
  static readonly ofOpenApi = new Asker({ role: 'administrator' });

  /** Whoever asks for what needs nothing, and proved nothing. */
  static readonly unknown = new Asker({});

  /** Returns the proven name; where none was proven, the name that the request itself says. */
  nameOr(said: string): string {
    return this.name ?? said;
  }

  /** Tells whether a person's name was proven; a device is no person. */
  get isProvenPerson(): boolean {
    return this.name !== null && this.role !== null;
  }

  sees(station: string): boolean {
    return this.stations === null || this.stations.includes(station);
  }

  /** Says who they are in words, for the reason of a refusal. */
  inWords(): string {
    const what = this.role === null ? `a device for ${this.scopes.join(' and ')}` : `${article(this.role)} ${this.role}`; // prettier-ignore
    return this.name === null ? what : `"${this.name}", ${what}`;
  }
}

/** Says in words who may do what needs this. */
export function needInWords(need: Need): string {
  if (need === 'nothing') return 'nobody in particular';
  if (need === 'ingest') return 'a device with the scope ingest, or an engineer';
  const scope = { viewer: 'read', operator: 'operate' }[need as string];
  const device = scope === undefined ? '' : `, or a device with the scope ${scope}`;
  return `${article(need)} ${need}${device}`;
}

function article(noun: string): string {
  return /^[aeio]/.test(noun) ? 'an' : 'a';
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The asker; null until the request was let in. */
    asker: Asker | null;
  }
  interface FastifyContextConfig {
    /** Set where the route needs no key. */
    public?: boolean;
  }
}

/** Hands a route's method the `Asker` of its request. */
export const Person = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<FastifyRequest>().asker,
);
