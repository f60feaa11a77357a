/** `npm start`: set-up, then the launcher, until Ctrl-C. */
import { runBuilt } from './setup/run-built.mjs';

await runBuilt('launcher', process.argv.slice(2));
