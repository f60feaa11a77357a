/**
 * `npm run check:first-run -- --all`, or with names of checks: whether a fresh clone starts on machines that are
 * not like this one. Each check clones the checkout as it is committed, runs a command in it and says pass
 * or fail, with what it ran. `--list` names them; `--reuse` takes packages and build over from this
 * checkout, which saves `npm ci` and the compilers where the check is not about them.
 */
import { closedFolder, strangePath, tightUmask } from './first-run/folders.mjs';
import { homes } from './first-run/homes.mjs';
import { killedLauncher } from './first-run/killed-launcher.mjs';
import { anotherNode, refusedNodes } from './first-run/nodes.mjs';
import { offline, proxied } from './first-run/networks.mjs';
import { ordinaryUser } from './first-run/ordinary-user.mjs';
import { takenPort } from './first-run/taken-port.mjs';
import { endWith, say } from './setup/say.mjs';

const checks = [
  ...[closedFolder, ordinaryUser, ...homes, tightUmask, strangePath, offline, proxied],
  ...[killedLauncher, takenPort, anotherNode, refusedNodes],
];
const words = process.argv.slice(2);
const options = { reuse: words.includes('--reuse') };
const names = words.filter((word) => !word.startsWith('--'));

function chosen() {
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) throw new Error(`There is no check ${unknown.join(', ')}: see --list.`);
  return words.includes('--all') ? checks : checks.filter(({ name }) => names.includes(name));
}

/** Runs one check; its failure is the message of what it throws. */
async function outcomeOf(check) {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  say(`\n${check.name}: ${check.title}`);
  try {
    const skipped = await check.run(options);
    return { check, word: skipped ? 'skip' : 'pass', why: skipped ?? '', seconds: seconds() };
  } catch (error) {
    return { check, word: 'FAIL', why: error.message, seconds: seconds() };
  }
}

async function main() {
  const wanted = chosen();
  if (wanted.length === 0)
    return checks.forEach(({ name, title }) => say(`${name.padEnd(18)} ${title}`));
  const outcomes = [];
  for (const check of wanted) outcomes.push(await outcomeOf(check));
  process.stdout.write('\n');
  for (const { check, word, why, seconds } of outcomes)
    process.stdout.write(`${word}  ${check.name.padEnd(18)} ${seconds.padStart(6)}  ${why}\n`);
  const count = (word) => outcomes.filter((outcome) => outcome.word === word).length;
  process.stdout.write(
    `\n${count('pass')} passed, ${count('FAIL')} failed, ${count('skip')} skipped\n`,
  );
  process.exitCode = count('FAIL') > 0 ? 1 : 0;
}

await main().catch(endWith);
