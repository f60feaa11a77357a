import pg from 'pg';
import { asRecordsTrouble } from '../database/records-trouble.js';

/** The way that values are written: the same of every server and every session. */
const writtenAlike = [
  "SET DateStyle = 'ISO, YMD'",
  "SET IntervalStyle = 'postgres'",
  "SET TimeZone = 'UTC'",
  'SET extra_float_digits = 3',
  "SET bytea_output = 'hex'",
  "SET client_encoding = 'UTF8'",
  'SET statement_timeout = 0',
  'SET idle_in_transaction_session_timeout = 0',
].join('; ');

/**
 * Opens a connection of its own for what may take hours, which the pool's limits would cut short. Throws
 * `records-unavailable`.
 */
export async function connectForCopies(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'touchstone backup',
  });
  // Unheard, a connection that breaks would end the process; the query that waits on it is told as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(writtenAlike);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw asRecordsTrouble(error);
  }
}
