import { type Database, OwedJobs } from '#storage';

/** Lists the jobs that a subject of the records owes; by default also those of this very moment. */
export async function owedNow<Job>(
  database: Database,
  subject: string,
  olderThanMs = -60_000,
): Promise<Job[]> {
  const found: object[] = [];
  for await (const jobs of new OwedJobs(database).pages(subject, olderThanMs)) found.push(...jobs);
  return found as Job[];
}
