import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '#storage';

// A server that speaks as much of PostgreSQL's protocol as a client needs to be let in, and is gone at the first query.
let server: Server;
let letIn = 0;
let database: Database;
const troubles: string[] = [];

/** AuthenticationOk and ReadyForQuery (https://www.postgresql.org/docs/current/protocol-message-formats.html). */
const welcome = Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 0, 90, 0, 0, 0, 5, 73]);

function answer(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.once('data', () => {
    letIn += 1;
    socket.once('data', () => socket.destroy());
    socket.write(welcome);
  });
}

beforeEach(async () => {
  server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const url = `postgres://touchstone@127.0.0.1:${port}/postgres`;
  database = new Database({ url, connections: 1, onTrouble: (said) => troubles.push(said) });
});
afterEach(async () => {
  await database.close();
  server.close();
});

test('a server that goes away at BEGIN takes no connection of the pool with it, and is told', async () => {
  for (let round = 1; round <= 3; round++) {
    const changed = database.change((queries) => queries.execute('SELECT 1'));
    await expect(changed).rejects.toMatchObject({ code: 'records-unavailable', retry: true });
    // The only connection that it may have is a new one each time.
    expect(letIn).toBe(round);
  }
  expect(troubles.length).toBeGreaterThan(0);
});
