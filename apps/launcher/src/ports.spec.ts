import { execFile } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { claimPort, freePort } from './ports.js';

test('a free port lies below those of outgoing connections, and can be listened on', async () => {
  const port = await freePort('127.0.0.1');
  expect(port).toBeLessThan(32_768);
  expect(await claimPort('127.0.0.1', port, 'TOUCHSTONE_PORT')).toBe(port);
});

const drawn = vi.hoisted(() => ({ next: [] as number[] }));
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  const randomInt = (low: number, high: number) =>
    drawn.next.shift() ?? crypto.randomInt(low, high);
  return { ...crypto, randomInt };
});

test('the same port is never given out twice, though nobody listens on it yet', async () => {
  const first = await freePort('127.0.0.1');
  drawn.next = [first];
  expect(await freePort('127.0.0.1')).not.toBe(first);
});

test.runIf(process.platform === 'linux')(
  'a port that another process gave out is not given out here while that one lives',
  async () => {
    const given = 31_999;
    const other = promisify(execFile)(process.execPath, [
      '-e',
      `require('node:net').createServer().listen('\\0touchstone-port-${given}', () => console.log('held')); process.stdin.resume()`,
    ]);
    await new Promise((resolve) => other.child.stdout?.once('data', resolve));
    drawn.next = [given];
    expect(await freePort('127.0.0.1')).not.toBe(given);
    other.child.kill();
    await other.catch(() => undefined);
  },
);

test('a port that is taken is refused with the line that takes another', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const claim = claimPort('127.0.0.1', port, 'TOUCHSTONE_PORT');
  await expect(claim).rejects.toThrow(`TOUCHSTONE_PORT=${port + 10} npm start`);
  await expect(claim).rejects.toThrow(`in use by process ${process.pid} (`);
  server.close();
});

test('an address that is not ours is told from a port that is taken', async () => {
  const claim = claimPort('192.0.2.1', 8080, 'TOUCHSTONE_PORT');
  await expect(claim).rejects.toThrow('192.0.2.1 is not an address of this machine');
});
