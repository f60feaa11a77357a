import type { Command } from 'commander';
import type { TrainingObjective } from '#contracts';

/** Options that belong to some objectives alone. */
const ofHeads = ['head', 'epochs', 'views'];
const ofTeachers = ['teacher', 'steps', 'layers'];

/** Refuses before any work what belongs to another way of training, or is missing for this one. */
export function refuseMixed(
  command: Command,
  folder: string | undefined,
  { station, objective }: { station?: string; objective: TrainingObjective },
): void {
  if ((folder === undefined) === (station === undefined))
    command.error('error: name either a folder or --station <id>');
  const given = (name: string) => command.getOptionValueSource(name) === 'cli';
  const place = station === undefined ? 'a folder' : '--station';
  const needed = station === undefined ? 'out' : 'name';
  if (!given(needed)) command.error(`error: ${place} needs --${needed}`);
  for (const other of station === undefined ? ['name'] : ['out', 'backbone', 'resume'])
    if (given(other)) command.error(`error: ${place} takes no --${other}`);
  for (const other of notOf(objective))
    if (given(other)) command.error(`error: --objective ${objective} takes no --${other}`);
  if (objective === 'distillation' && !given('teacher'))
    command.error('error: --objective distillation needs --teacher');
}

function notOf(objective: TrainingObjective): string[] {
  if (objective === 'one-class') return [...ofHeads, ...ofTeachers, 'resume'];
  return objective === 'distillation' ? ofHeads : ofTeachers;
}
