import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TouchstoneError } from '#contracts';
import { peerOf } from './peer.js';

/** The limits on what callers send that may be in hand at once. */
export interface WorkLimits {
  /** The bytes of bodies, of one peer and of all together. */
  readonly bytesOfPeer: number;
  readonly bytesOfAll: number;
  /** The number of requests that have a body, of one peer and of all together. */
  readonly bodiesOfPeer: number;
  readonly bodiesOfAll: number;
  /** The bytes that a body counts as which does not say its length. */
  readonly bytesOfUnknown: number;
}

/**
 * Returns the limits for a largest image of so many bytes: all bodies together fit beside the rest into 1 GiB at 32
 * MiB.
 */
export function workLimits(maxBytes: number): WorkLimits {
  const bytesOfAll = 8 * maxBytes;
  return {
    bytesOfPeer: bytesOfAll / 2,
    bytesOfAll,
    bodiesOfPeer: 128,
    bodiesOfAll: 512,
    bytesOfUnknown: maxBytes,
  };
}

interface Held {
  bytes: number;
  bodies: number;
}

/**
 * Bounds the bodies in hand, of each peer and of all, before a byte of them is read: a slow or a greedy caller keeps
 * others from being served no more than its share.
 */
export class WorkBudget {
  private readonly peers = new Map<string, Held>();
  private readonly all: Held = { bytes: 0, bodies: 0 };

  constructor(private readonly limits: WorkLimits) {}

  guard(server: FastifyInstance): void {
    server.addHook('onRequest', (request, reply, done) => {
      const bytes = this.bytesOf(request);
      if (bytes > 0) {
        const release = this.take(peerOf(request), bytes);
        reply.raw.once('close', release);
      }
      done();
    });
  }

  /** Takes a share, and returns how to give it back, once. Throws `too-much-in-hand`. */
  take(peer: string, bytes: number): () => void {
    const held = this.peers.get(peer) ?? { bytes: 0, bodies: 0 };
    const { bytesOfPeer, bytesOfAll, bodiesOfPeer, bodiesOfAll } = this.limits;
    refuseBeyond(held, bytes, bytesOfPeer, bodiesOfPeer, 'this address');
    refuseBeyond(this.all, bytes, bytesOfAll, bodiesOfAll, 'all callers');
    this.peers.set(peer, held);
    add(held, bytes, 1);
    add(this.all, bytes, 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      add(held, -bytes, -1);
      add(this.all, -bytes, -1);
      if (held.bodies === 0) this.peers.delete(peer);
    };
  }

  private bytesOf({ headers }: FastifyRequest): number {
    const length = Number(headers['content-length'] ?? 0);
    if (headers['transfer-encoding'] !== undefined) return this.limits.bytesOfUnknown;
    // A longer body than any route takes is refused while it is read, and holds no more than that.
    return Math.min(length, 4 * this.limits.bytesOfUnknown);
  }
}

function add(held: Held, bytes: number, bodies: number): void {
  held.bytes += bytes;
  held.bodies += bodies;
}

/** The first body is always taken, so that one that is larger than the share can come at all. */
function refuseBeyond(held: Held, bytes: number, most: number, mostBodies: number, whose: string) {
  if (held.bodies === 0) return;
  if (held.bytes + bytes <= most && held.bodies < mostBodies) return;
  throw new TouchstoneError(
    'too-much-in-hand',
    `${held.bodies} requests of ${whose} with ${held.bytes} bytes are in hand already: wait for their answers, then send this one again`,
  );
}
