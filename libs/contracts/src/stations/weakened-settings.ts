import { z } from 'zod';
import { cameraSettings } from '../frames/camera.js';
import { instant, stationId } from '../frames/ids.js';
import { activationSettings } from '../jobs/rehearsals.js';
import { challengeSettings } from './golden-parts.js';
import type { StationSettings } from './station-settings.js';
import { targets } from './targets.js';

/** The settings that say how well a station is guarded. */
const guarded = z.object({
  activation: activationSettings,
  targets,
  challenge: challengeSettings,
  camera: cameraSettings,
});
type Guarded = z.infer<typeof guarded>;

/** Settings that one person asked for and another must approve, since they guard the station less. */
export const settingsChange = z.object({
  id: z.uuid(),
  stationId,
  /** Each as a whole, as it will be. */
  settings: guarded.partial(),
  state: z.enum(['waiting', 'done', 'withdrawn']),
  by: z.string(),
  askedAt: instant,
  approvedBy: z.string().nullable(),
  doneAt: instant.nullable(),
});
export type SettingsChange = z.infer<typeof settingsChange>;

type Weakens<T> = (before: T, after: T) => boolean;

/**
 * A target has no harmless direction: a lower one lets more bad parts pass, a higher one stops more good ones. So every
 * other target counts as weaker.
 */
const weakens: { [Name in keyof Guarded]: Weakens<Guarded[Name]> } = {
  activation: (before, after) =>
    (['secondPerson', 'rehearsal', 'testSet'] as const).some(
      (rule) => before[rule] && !after[rule],
    ),
  targets: (before, after) =>
    (['reject', 'review', 'method', 'whileProvisional'] as const).some(
      (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
    ),
  challenge: (before, after) =>
    (before.required && !after.required) ||
    (before.onNewModel && !after.onNewModel) ||
    after.everyHours > before.everyHours,
  camera: (before, after) =>
    (before.check && !after.check) ||
    after.alertAfter > before.alertAfter ||
    after.margin > before.margin,
};

/** Returns those of the given settings that guard a station less than the settings before. */
export function weakenedSettings(
  before: StationSettings,
  given: Partial<StationSettings>,
): Partial<Guarded> {
  const isWeaker = <Name extends keyof Guarded>(name: Name) =>
    given[name] !== undefined && weakens[name](before[name], given[name]);
  const names = Object.keys(weakens) as (keyof Guarded)[];
  return Object.fromEntries(names.filter(isWeaker).map((name) => [name, given[name]]));
}
