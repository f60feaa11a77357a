import type { AnalysisJob } from '#contracts';
import { boolean, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The tables of what embeddings are used for, as queries see them; migration 3 makes them. */
export const analyses = pgTable('analyses', {
  id: uuid('id').primaryKey(),
  station: text('station').notNull(),
  kind: text('kind').$type<AnalysisJob['kind']>().notNull(),
  settings: jsonb('settings').$type<AnalysisJob['settings']>().notNull(),
  state: text('state').$type<AnalysisJob['state']>().notNull(),
  progress: jsonb('progress').$type<NonNullable<AnalysisJob['progress']>>(),
  result: jsonb('result').$type<NonNullable<AnalysisJob['result']>>(),
  /** Where what is too large for a row lies. */
  blob: text('blob'),
  failure: jsonb('failure').$type<NonNullable<AnalysisJob['failure']>>(),
  /** A person wants it to end; who runs it looks here. */
  cancelAsked: boolean('cancel_asked').notNull().default(false),
  askedBy: text('asked_by').notNull(),
  requestedAt: time('requested_at').notNull(),
  startedAt: time('started_at'),
  endedAt: time('ended_at'),
});
