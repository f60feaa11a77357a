import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { claimPort, freePort } from './ports.js';

test('a free port lies below those of outgoing connections, and can be listened on', async () => {
  const port = await freePort('127.0.0.1');
  expect(port).toBeLessThan(32_768);
  expect(await claimPort('127.0.0.1', port, 'TOUCHSTONE_PORT')).toBe(port);
});

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
