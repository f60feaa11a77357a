import { z } from 'zod';

/** The problem details of RFC 9457 with our permanent code. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  instance: z.string().optional(),
  /** The places of a refused body or query that are wrong, such as `targets.reject`, and what was expected there. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
