import { z } from 'zod';
import { safeText } from './frames/safe-text.js';

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: safeText.max(200).optional(),
});

/** Returns the schema of one page of a list, newest first; `next` is the cursor of the page after it. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
export type Page<T> = { items: T[]; next: string | null };
