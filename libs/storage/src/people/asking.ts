import { AsyncLocalStorage } from 'node:async_hooks';
import type { Proof } from '#contracts';

const asking = new AsyncLocalStorage<Proof>();

/**
 * Runs the work of a request whose asker was proven so. Whatever entry of the audit trail the work writes says it,
 * without every change having to hand it on.
 */
export function provenBy<T>(proof: Proof, work: () => T): T {
  return asking.run(proof, work);
}

/** Returns how the name of who asks just now was proven; null outside a request. */
export function provenNow(): Proof | null {
  return asking.getStore() ?? null;
}
