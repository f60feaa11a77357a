export { ownDatabase, ownRedis, type TestService } from './services/own-database.js';
export { startPostgres, type TestPostgres } from './services/postgres-server.js';
export { startRedis, type TestRedis } from './services/redis-server.js';
