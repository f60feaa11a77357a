import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import type { ChangeOptions, ListOptions } from './models.js';

/** Registers `touchstone models`: a station's models, and which one is active. */
export function registerModels(program: Command): void {
  const models = program
    .command('models')
    .description('Show a station’s models; activate, approve, withdraw, roll back');
  const list = models
    .command('list <station>', { isDefault: true })
    .description('the models, newest first, and what waits for a second person')
    .option('--json', 'print them as one JSON object');
  withApiOptions(list).action(async (station: string, options: ListOptions) => {
    const { listModels } = await import('./models.js');
    await listModels(station, options);
  });
  changing(models, 'activate <station> <model>', 'make a model the active one (id or version)')
    .option('--why <text>', 'why, for the audit trail', '')
    .action(async (station: string, model: string, options: ChangeOptions) => {
      const { activateModel } = await import('./models.js');
      await activateModel(station, model, options);
    });
  for (const decision of ['approve', 'withdraw'] as const)
    changing(
      models,
      `${decision} <station> [activation]`,
      `${decision} the activation that waits`,
    ).action(async (station: string, id: string | undefined, options: ChangeOptions) => {
      const { decideActivation } = await import('./models.js');
      await decideActivation(station, decision, id, options);
    });
  changing(models, 'rollback <station>', 'back to the model that was active before')
    .option('--why <text>', 'why, for the audit trail', '')
    .action(async (station: string, options: ChangeOptions) => {
      const { rollBack } = await import('./models.js');
      await rollBack(station, options);
    });
}

function changing(models: Command, usage: string, description: string): Command {
  const command = models.command(usage).description(description);
  return withApiOptions(withPerson(command)).option('--json', 'print the answer as JSON');
}
