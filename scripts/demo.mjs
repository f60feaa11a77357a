/** `npm run demo`: set-up, then `touchstone demo`, which starts the launcher itself. */
import { runBuilt } from './setup/run-built.mjs';

await runBuilt('cli', ['demo', ...process.argv.slice(2)]);
