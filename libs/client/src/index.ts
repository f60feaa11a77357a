export { type Address, addressOf, anew } from './address.js';
export { ApiProblem } from './api-problem.js';
export { type ApiClient, createApiClient, type Exchange } from './create-client.js';
export { type LiveEvent, liveEventsOf } from './live-events.js';
export { retryAfterMs } from './retry-after.js';
export type { Answer, Asked, Named, PathOf } from './routes.js';
