import { maskedUrl, type StationSettings, stationSettings } from '#contracts';

/**
 * Returns the settings that differ, as they were and as they are, fit to be read by anyone: secrets are masked. A new
 * station is compared with the defaults.
 */
export function settingsChange(
  before: StationSettings | null,
  after: StationSettings,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const base = before ?? stationSettings.parse({});
  const [old, now] = [readable(base), readable(after)];
  const names = Object.keys(now).filter((name) => !isSame(base, after, name));
  const picked = (from: Record<string, unknown>) =>
    Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
  return { before: picked(old), after: picked(now) };
}

/** Compares the settings themselves, so that a new secret under the same address is a change too. */
function isSame(before: StationSettings, after: StationSettings, name: string): boolean {
  const key = name as keyof StationSettings;
  return JSON.stringify(before[key]) === JSON.stringify(after[key]);
}

function readable(settings: StationSettings): Record<string, unknown> {
  const { webhook } = settings;
  return { ...settings, webhook: webhook === null ? null : { url: maskedUrl(webhook.url) } };
}
