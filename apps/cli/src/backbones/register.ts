import type { Command } from 'commander';

/** `touchstone backbones list | info | pull | import`. */
export function registerBackbones(program: Command): void {
  program.command('backbones').description('The networks that turn pixels into patch embeddings');
}
