import { useEffect, useRef } from 'react';
import { type LineStateKind } from '../../live/line-state.js';
import { stateLooks } from '../../live/line-state-words.js';
import type { ScreenSettings } from './screen-settings.js';
import { playTone, type Sound } from './tone.js';

/** Calls people, once for each defect that is latched and each time that the line is not well any more. */
export function useAlarm(
  newest: string | null,
  state: LineStateKind,
  settings: ScreenSettings,
  title: string,
): void {
  const unwell = stateLooks[state] === 'invalid' || state === 'closed' ? state : null;
  useOnChange(newest, () => callPeople('defect', settings, `Defect at ${title}`));
  useOnChange(unwell, () => callPeople('state', settings, `${title} needs somebody`));
}

/** Sounds and notifies as the settings have it. */
export function callPeople(sound: Sound, settings: ScreenSettings, text: string): void {
  if (settings.tone && !settings.muted) playTone(sound);
  if (!settings.notify || !('Notification' in window)) return;
  if (Notification.permission === 'granted') new Notification(text, { tag: 'touchstone-line' });
}

/** What is there when the page opens is no news. */
function useOnChange(value: string | null, onChange: () => void): void {
  const before = useRef(value);
  useEffect(() => {
    if (value !== null && value !== before.current) onChange();
    before.current = value;
  }, [value]);
}
