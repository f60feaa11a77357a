import { Command } from 'commander';
import { failureText } from '../../apps/cli/src/failure.js';
import { leaveWithTheReader } from '../../apps/cli/src/reader-gone.js';
import { wantsStack } from '../../apps/cli/src/settings.js';
import { registerCameraStudy } from './camera/register.js';
import { registerDriftStudy } from './drift/register.js';
import { registerEscapesStudy } from './escapes/register.js';
import { registerScreenStudy } from './screen/register.js';
import { registerTrainStudy } from './train/register.js';

/** Runs one of the studies that only measure: `npm run studies -- <name> ...`. Resolves to the exit code. */
export async function runStudy(args: readonly string[]): Promise<number> {
  const program = new Command('npm run studies --')
    .description('Measure what the docs say, on folders of images or on simulated lines')
    .showHelpAfterError('(--help shows the options)');
  registerCameraStudy(program);
  registerDriftStudy(program);
  registerEscapesStudy(program);
  registerScreenStudy(program);
  registerTrainStudy(program);
  leaveWithTheReader();
  try {
    await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    process.stderr.write(`${failureText(error, wantsStack())}\n`);
    return 1;
  }
}
