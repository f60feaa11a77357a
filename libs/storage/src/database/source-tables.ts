import type { FolderSettings, SourceState } from '#contracts';
import { boolean, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The tables of what connects a station to its plant, as queries see them. */
export const sources = pgTable(
  'sources',
  {
    station: text('station').notNull(),
    id: text('id').notNull(),
    kind: text('kind').$type<'folder'>().notNull(),
    settings: jsonb('settings').$type<FolderSettings>().notNull(),
    paused: boolean('paused').notNull(),
    addedBy: text('added_by').notNull(),
    addedAt: time('added_at').notNull(),
    /** The connector's own word; null until it has said something. */
    state: jsonb('state').$type<SourceState>(),
    reportedAt: time('reported_at'),
  },
  (table) => [primaryKey({ columns: [table.station, table.id] })],
);

/** The files that stay in their folder and were pushed: a restart does not push them again. */
export const sourceFiles = pgTable(
  'source_files',
  {
    station: text('station').notNull(),
    source: text('source').notNull(),
    name: text('name').notNull(),
    /** Size and time of change: another one is another file of the same name. */
    identity: text('identity').notNull(),
    takenAt: time('taken_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.station, table.source, table.name] })],
);

export const leases = pgTable('leases', {
  name: text('name').primaryKey(),
  holder: uuid('holder').notNull(),
  until: time('until').notNull(),
});
