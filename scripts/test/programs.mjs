import { onPath } from '../setup/commands.mjs';
import { say } from '../setup/say.mjs';
import { ensureProgram } from '../setup/system-packages.mjs';

/** The programs that only tests use: absent ones do not stop the run, their tests are skipped by name. */
const wanted = [
  {
    title: 'Chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    apt: 'chromium',
    brew: 'chromium',
  },
  { title: 'promtool', programs: ['promtool'], apt: 'prometheus', brew: 'prometheus' },
];

/**
 * Tells whether programs may be installed; on a person's own machine nothing is for tests: a package may start a
 * service.
 */
const mayInstall = Boolean(process.env.CI) || process.getuid?.() === 0;

export async function ensureTestPrograms() {
  for (const program of wanted)
    if (!(mayInstall ? await ensureProgram(program) : program.programs.some(onPath)))
      say(`${program.title}: not here; the tests that need it are skipped`);
}
