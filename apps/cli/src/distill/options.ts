import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import { distillationDefaults, type DistillationSettings } from '#training';

/** The options of `touchstone distill`, as commander gives them. */
export interface DistillOptions {
  readonly teacher: string;
  readonly images: string;
  readonly out: string;
  readonly checkpoints?: string;
  readonly checkpointEvery: string;
  readonly steps?: string;
  readonly batch?: string;
  readonly size?: string;
  readonly seed?: string;
  readonly name: string;
  readonly modelVersion: string;
  readonly licence: string;
}

const { schedule, batch, size, seed } = distillationDefaults;
const checked = z.object({
  checkpointEvery: z.coerce.number().int().min(1),
  steps: z.coerce.number().int().min(1).default(schedule.steps),
  batch: z.coerce.number().int().min(2).max(256).default(batch),
  size: z.coerce.number().int().min(32).max(512).multipleOf(16).default(size),
  seed: z.coerce.number().int().min(0).max(0x7fffffff).default(seed),
});

/**
 * Returns the settings of the run: the recipe's, with what was asked for; a short run warms up in at most a tenth of
 * its steps.
 * @throws TouchstoneError validation-failed naming the option.
 */
export function settingsOf(options: DistillOptions): {
  settings: DistillationSettings;
  checkpointEvery: number;
} {
  const parsed = checked.safeParse(options);
  if (!parsed.success) throw wrongOption(parsed.error);
  const { steps, batch, size, seed, checkpointEvery } = parsed.data;
  const warmUpSteps = Math.min(schedule.warmUpSteps, Math.ceil(steps / 10));
  const asked = { seed, batch, size, schedule: { ...schedule, steps, warmUpSteps } };
  return { settings: { ...distillationDefaults, ...asked }, checkpointEvery };
}

function wrongOption(error: z.ZodError): TouchstoneError {
  const [issue] = error.issues;
  const option = String(issue?.path[0]).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return new TouchstoneError('validation-failed', `--${option}: ${issue?.message}.`);
}
