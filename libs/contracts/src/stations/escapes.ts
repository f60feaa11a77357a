import { z } from 'zod';
import { frameId, instant, stationId } from '../frames/ids.js';

/** The setting of how many passed parts are drawn for a blind review. */
export const escapeSettings = z.object({
  /** The passed parts that are drawn at random of each shift; 0: none, and nothing is said of escapes. */
  perShift: z.int().min(0).max(1_000).default(0),
  /** How many times as often the part with the highest score is drawn as the one with the lowest; 1: all alike. */
  risk: z.number().min(1).max(20).default(3),
});
export type EscapeSettings = z.infer<typeof escapeSettings>;

/** What the drawn parts of some shifts say of all parts that passed in them. */
export const escapeEstimate = z.object({
  /** The shifts of which at least one drawn part was answered; the others say nothing and are not counted below. */
  shifts: z.int(),
  /** The parts that passed in these shifts. */
  passed: z.int(),
  drawn: z.int(),
  /** The drawn parts with an answer that stands. */
  answered: z.int(),
  /** Those that were answered as defective. */
  found: z.int(),
  /** Those that were answered as unsure; the upper bound takes them for defective. */
  unsure: z.int(),
  /** The share of the passed parts that is defective, as estimated; null without an answer. */
  estimate: z.number().min(0).max(1).nullable(),
  /** At most this share of the passed parts is defective, at the confidence; null without an answer. */
  upper: z.number().min(0).max(1).nullable(),
});
export type EscapeEstimate = z.infer<typeof escapeEstimate>;

/** A passed part that was drawn and answered as defective. */
export const escapedPart = z.object({
  frameId,
  shiftStarts: instant,
  /** The probability with which it was drawn: it stands for one over it passed parts. */
  probability: z.number(),
  name: z.string().nullable(),
});
export type EscapedPart = z.infer<typeof escapedPart>;

export const escapeShift = z.object({
  starts: instant,
  ends: instant,
  passed: z.int(),
  drawn: z.int(),
  answered: z.int(),
  found: z.int(),
  unsure: z.int(),
});
export type EscapeShift = z.infer<typeof escapeShift>;

export const escapeReport = z.object({
  stationId,
  settings: escapeSettings,
  from: instant,
  until: instant,
  /** The chance with which the upper bound is over the true share. */
  confidence: z.number(),
  /** The drawn parts of any shift that still wait for an answer. */
  waiting: z.int(),
  total: escapeEstimate,
  /** The escapes that were found in the period, newest first, 100 at most. */
  found: z.array(escapedPart),
  /** The shifts of the period that were drawn from, newest first. */
  shifts: z.array(escapeShift),
});
export type EscapeReport = z.infer<typeof escapeReport>;

/** The period that is asked for; without one the last thirty days. A shift counts where it starts. */
export const escapeQuery = z.object({ from: instant.optional(), until: instant.optional() });
export type EscapeQuery = z.infer<typeof escapeQuery>;
