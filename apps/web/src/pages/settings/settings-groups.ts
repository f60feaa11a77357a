import { keeping } from './keeping-settings.js';
import { camera, limits, stationItself } from './line-settings.js';
import { drift, goldenParts, people } from './loop-settings.js';
import type { SettingsGroup } from './settings-group.js';

/** The settings of the loop around a station's model, as a person thinks of them. */
export const groups: readonly SettingsGroup[] = [
  limits,
  camera,
  people,
  goldenParts,
  drift,
  keeping,
  stationItself,
];
