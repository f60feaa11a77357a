import { randomUUID } from 'node:crypto';
import { TouchstoneError } from '#contracts';
import { sql } from 'drizzle-orm';
import type { Blobs } from './blobs.js';
import type { ChangeFacts } from '../people/audit.js';
import { writePeopleChange } from '../people/people-changes.js';
import type { Database, Queries } from '../database/database.js';
import { storeIdentities } from '../database/tables.js';

/** The key under which a blob store keeps its own id. */
export const storeIdentityKey = 'store/identity';

/** The ids of the store that the records and the blob store name. */
export interface StoreAgreement {
  /** The id that the records name; null before the API has started once. */
  expected: string | null;
  /** The id that lies in the blob store; null where none does. */
  found: string | null;
}

/**
 * The check that the blob store is the one that the records belong to: both carry one id, written once. An empty
 * folder, a share that is not mounted or another machine's disk carries none or another, and nobody may work with it.
 */
export class StoreIdentity {
  private doubt: TouchstoneError | null = inDoubt('it has not been compared with the records yet');
  private comparing: Promise<void> | null = null;
  private known: string | null = null;
  private readonly listeners: (() => void)[] = [];

  /** Takes `founds` for the process that stores what comes in: it writes the id where the records have none yet. */
  constructor(
    private readonly database: Database,
    private readonly blobs: Blobs,
    private readonly founds: boolean,
  ) {}

  /** Decides whether the two agreed when they were last compared. */
  get holds(): boolean {
    return this.doubt === null;
  }

  /** Calls back whenever `holds` has changed. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Compares the two now. Throws `store-in-doubt`, or why they cannot be read: then what was known stays. */
  prove(): Promise<void> {
    return (this.comparing ??= this.compare().finally(() => (this.comparing = null)));
  }

  /** Throws `store-in-doubt` when the last comparison found it so; reads nothing. */
  refuseInDoubt(): void {
    if (this.doubt !== null) throw this.doubt;
  }

  async read(): Promise<StoreAgreement> {
    return { expected: await this.expected(), found: await readId(this.blobs) };
  }

  /**
   * Makes this store the one of the records, after its predecessor was lost, and writes down who did. Throws
   * `store-in-doubt` when it belongs to other records.
   */
  async adopt(change: ChangeFacts): Promise<void> {
    const { expected, found } = await this.read();
    if (found === null && expected !== null)
      await this.database.change(async (queries) => {
        await writePeopleChange(queries, change, 'store-adopted', expected);
        await writeId(this.blobs, expected);
      });
    await this.prove();
  }

  private async compare(): Promise<void> {
    const before = this.holds;
    this.doubt = doubtOf(await this.read());
    if (this.holds !== before) for (const listener of this.listeners) listener();
    this.refuseInDoubt();
  }

  /** The records' id never changes once it is there. */
  private async expected(): Promise<string | null> {
    return (this.known ??= await (this.founds
      ? this.database.change((queries) => found(queries, this.blobs))
      : this.database.ask(recordedId)));
  }
}

/** The id of the records; where they have none, the store's own or a new one becomes it. */
async function found(queries: Queries, blobs: Blobs): Promise<string> {
  // Of two that start at once the second waits here and finds what the first has written.
  await queries.execute(sql`LOCK TABLE ${storeIdentities} IN EXCLUSIVE MODE`);
  const recorded = await recordedId(queries);
  if (recorded !== null) return recorded;
  const id = (await readId(blobs)) ?? (await writeId(blobs, randomUUID()));
  await queries.insert(storeIdentities).values({ id });
  return id;
}

async function recordedId(queries: Queries): Promise<string | null> {
  const [row] = await queries.select().from(storeIdentities);
  return row?.id ?? null;
}

async function readId(blobs: Blobs): Promise<string | null> {
  try {
    return (await blobs.get(storeIdentityKey)).toString('utf8').trim();
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'blob-not-found') return null;
    throw error;
  }
}

async function writeId(blobs: Blobs, id: string): Promise<string> {
  await blobs.put(storeIdentityKey, Buffer.from(`${id}\n`));
  return id;
}

function doubtOf({ expected, found }: StoreAgreement): TouchstoneError | null {
  if (expected === null)
    return inDoubt('the records do not name their store yet; it is named when the API starts');
  if (found === expected) return null;
  if (found === null)
    return inDoubt(
      `it carries no id, and the records belong to the store ${expected}: the folder is empty, or the share is not mounted. Mount the one that the API writes to; when that one is lost, make this the new one with \`touchstone store adopt\``,
    );
  return inDoubt(
    `it is the store ${found}, and the records belong to the store ${expected}. Set TOUCHSTONE_BLOBS or TOUCHSTONE_DATA to the store that the API writes to`,
  );
}

function inDoubt(why: string): TouchstoneError {
  return new TouchstoneError('store-in-doubt', `this blob store is not used: ${why}`);
}
