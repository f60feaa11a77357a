import {
  boolean,
  doublePrecision,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The shifts whose passed parts were drawn from, as queries see them; migration 18 makes both tables. */
export const escapeShifts = pgTable(
  'escape_shifts',
  {
    station: text('station').notNull(),
    starts: time('starts').notNull(),
    ends: time('ends').notNull(),
    /** The parts that passed in the shift. */
    passed: integer('passed').notNull(),
    drawn: integer('drawn').notNull(),
    /** The lowest probability with which any of them was drawn. */
    lowest: doublePrecision('lowest').notNull(),
    risk: doublePrecision('risk').notNull(),
    /** The seed of the draw: with it, the same parts are drawn again. */
    seed: text('seed').notNull(),
    drawnAt: time('drawn_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.station, table.starts] })],
);

/** The passed parts that were drawn, each by its frame with the highest score. */
export const escapeDraws = pgTable('escape_draws', {
  frameId: uuid('frame_id').primaryKey(),
  station: text('station').notNull(),
  /** The start of its shift. */
  shift: time('shift').notNull(),
  probability: doublePrecision('probability').notNull(),
  /** Whether it is still put up for review, and its picture kept for that. */
  waits: boolean('waits').notNull().default(true),
  drawnAt: time('drawn_at').notNull(),
});
