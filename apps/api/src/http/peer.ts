import type { FastifyRequest } from 'fastify';
import { isIPv6 } from 'node:net';

/**
 * Returns whom budgets are counted for: the address of the caller. Of an IPv6 address the first half counts, since
 * one machine may choose the other half at will.
 */
export function peerOf(request: FastifyRequest): string {
  const plain = request.ip.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
  return isIPv6(plain) ? firstHalfOf(plain) : plain;
}

function firstHalfOf(address: string): string {
  const [before = '', after] = address.split('::');
  const groups = before === '' ? [] : before.split(':');
  const rest = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? 0 : 8 - groups.length - rest.length;
  const all = [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...rest];
  return `${all.slice(0, 4).join(':')}::/64`;
}
