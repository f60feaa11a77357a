export { startPostgres, type TestPostgres } from './postgres-server.js';
export { startRedis, type TestRedis } from './redis-server.js';
