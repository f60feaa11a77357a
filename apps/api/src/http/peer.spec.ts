import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { peerOf } from './peer.js';

test.each([
  ['10.0.0.5', '10.0.0.5'],
  ['::ffff:10.0.0.5', '10.0.0.5'],
  ['fd00:1:2:3:4:5:6:7', 'fd00:1:2:3::/64'],
  ['fd00::7', 'fd00:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('whoever comes from %s is counted as %s', (ip, peer) => {
  expect(peerOf({ ip } as FastifyRequest)).toBe(peer);
});
