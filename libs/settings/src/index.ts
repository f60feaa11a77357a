export { readEnvironment } from './read-environment.js';
