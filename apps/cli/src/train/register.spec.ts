import { Command } from 'commander';
import { expect, test } from 'vitest';
import { registerTrain } from './register.js';

/** Returns what the command says of its arguments before it does anything. */
async function refusal(...args: string[]): Promise<string> {
  let said = '';
  const program = new Command().exitOverride();
  registerTrain(program);
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeErr: (text) => (said += text) });
  await expect(program.parseAsync(['node', 'touchstone', 'train', ...args])).rejects.toMatchObject({
    exitCode: 1,
  });
  return said;
}

const folder = ['set', '--out', 'made', '--objective', 'one-class'];
const station = ['--station', 'line-1', '--name', 'made', '--objective', 'one-class'];

test.each([
  [folder, ['--head', 'mlp'], '--head'],
  [folder, ['--epochs', '3'], '--epochs'],
  [folder, ['--views', '4'], '--views'],
  [folder, ['--resume'], '--resume'],
  [station, ['--head', 'linear'], '--head'],
])('%j takes no %j', async (way, option, name) => {
  expect(await refusal(...way, ...option)).toContain(`--objective one-class takes no ${name}`);
});

test('an objective that there is not is refused with those that there are', async () => {
  const said = await refusal('set', '--out', 'made', '--objective', 'dino');
  expect(said).toContain('moco, one-class, distillation');
});

test('a folder and a station are not mixed, by this objective either', async () => {
  expect(await refusal(...station, '--out', 'made')).toContain('--station takes no --out');
  expect(await refusal('set', '--objective', 'one-class')).toContain('a folder needs --out');
});

const taught = ['set', '--out', 'made', '--objective', 'distillation'];
test.each([
  [[...taught], 'needs --teacher'],
  [[...taught, '--teacher', 'large', '--views', '3'], 'takes no --views'],
  [['--station', 'line-1', '--name', 'made', '--objective', 'distillation'], 'needs --teacher'],
  [['--station', 'line-1', '--name', 'made', '--objective', 'distillation', '--teacher', 'large', '--resume'], '--station takes no --resume'], // prettier-ignore
  [['set', '--out', 'made', '--objective', 'moco', '--teacher', 'large'], 'takes no --teacher'],
  [[...folder, '--steps', '3'], 'takes no --steps'],
])('%j %s', async (args, said) => {
  expect(await refusal(...args)).toContain(said);
});
