// The keeper: waits for the end of its launcher. One that ends in order stops the keeper last; one that is
// killed leaves parts behind, which the keeper then ends in order.
import { stopParts, waitForApps } from './leftovers.js';
import { RunFile } from '../folder/run-file.js';

/** The milliseconds that the product's own processes may take to notice by themselves, and finish what is in hand. */
const ownEndMs = 9_000;
/** The milliseconds that a server may take after its signal. */
const stopMs = 20_000;

async function endWhatIsLeft(runFile: string): Promise<void> {
  // Read once: what a next launcher writes there is none of ours.
  const left = RunFile.read(runFile).filter(({ pid }) => pid !== process.pid);
  await waitForApps(left, ownEndMs);
  await stopParts(left, stopMs);
}

const runFile = process.argv[2];
if (runFile === undefined || process.channel === undefined) {
  process.stderr.write('keeper: started by the launcher only\n');
  process.exit(1);
}
// Ctrl-C is the launcher's to answer.
process.on('SIGINT', () => undefined);
process.once('disconnect', () => {
  void endWhatIsLeft(runFile).then(() => process.exit(0));
});
