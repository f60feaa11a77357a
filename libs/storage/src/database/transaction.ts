import type { Pool, PoolClient } from 'pg';

/**
 * Runs `work` in one transaction on a connection of its own: all of it counts or none. The connection goes back to the
 * pool however it ends, also where the server goes away before BEGIN is through; one that is broken is thrown away.
 * @param onTrouble hears of a connection that breaks while it is used; unheard, that would end the process
 */
export async function inTransaction<T>(
  pool: Pool,
  onTrouble: (error: Error) => void,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  client.on('error', onTrouble);
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = !(await rolledBack(client));
    throw error;
  } finally {
    client.off('error', onTrouble);
    client.release(broken);
  }
}

/** Rolls back; tells whether the connection is of use again. */
async function rolledBack(client: PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  );
}
