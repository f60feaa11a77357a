/** The database that each test file's own is a copy of: all migrations applied, no row. */
export const templateDatabase = 'touchstone_template';

/** The number of logical databases of the run's Redis. Number 0 counts those given out. */
export const redisDatabases = 2_000;

const names = {
  postgresUrl: 'TOUCHSTONE_TEST_POSTGRES',
  redisUrl: 'TOUCHSTONE_TEST_REDIS',
} as const;

/** Addresses of the servers that the run started for all its test files; undefined outside such a run. */
export interface ServersOfTheRun {
  postgresUrl: string | undefined;
  redisUrl: string | undefined;
}

export function serversOfTheRun(): ServersOfTheRun {
  return { postgresUrl: process.env[names.postgresUrl], redisUrl: process.env[names.redisUrl] };
}

/** Tells the servers to the test files, which run in processes of their own and inherit the environment. */
export function tellServersOfTheRun(servers: Required<ServersOfTheRun>): void {
  process.env[names.postgresUrl] = servers.postgresUrl;
  process.env[names.redisUrl] = servers.redisUrl;
}
