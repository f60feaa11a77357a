import { sql } from 'drizzle-orm';
import type { Database } from '../database/database.js';

/** The leases by which one process of several does what only one may do; the time is PostgreSQL's alone. */
export class Leases {
  constructor(private readonly database: Database) {}

  /** Takes the lease, or renews it, for so many milliseconds. Returns whether it is the holder's now. */
  async take(name: string, holder: string, forMs: number): Promise<boolean> {
    const until = sql`now() + ${forMs} * interval '1 millisecond'`;
    const { rows } = await this.database.ask((queries) =>
      queries.execute(sql`
        INSERT INTO leases AS held (name, holder, until) VALUES (${name}, ${holder}::uuid, ${until})
        ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, until = EXCLUDED.until
        WHERE held.holder = EXCLUDED.holder OR held.until < now()
        RETURNING name`),
    );
    return rows.length > 0;
  }

  /** Gives the lease back, so that the next process need not wait for its end. */
  async give(name: string, holder: string): Promise<void> {
    await this.database.ask((queries) =>
      queries.execute(sql`DELETE FROM leases WHERE name = ${name} AND holder = ${holder}::uuid`),
    );
  }
}
