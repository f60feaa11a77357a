/** `npm run -s touchstone -- <command>`: runs the command line as it was built, and nothing else. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { show } from './setup/commands.mjs';
import { dist } from './setup/paths.mjs';
import { SetupError, endWith } from './setup/say.mjs';

const main = path.join(dist, 'apps', 'cli', 'src', 'main.js');
if (!existsSync(main))
  endWith(
    new SetupError(
      'Touchstone is not built yet. Run `npm run setup`, then the same command again.',
    ),
  );
process.exitCode = await show(process.execPath, [main, ...process.argv.slice(2)]);
