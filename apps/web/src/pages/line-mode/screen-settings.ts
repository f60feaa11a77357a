import { useKept } from '../../components/use-kept.js';

/** How this screen calls people; kept in its browser. */
export interface ScreenSettings {
  tone: boolean;
  flash: boolean;
  notify: boolean;
  /** No tone until it is taken back, whatever the settings say. */
  muted: boolean;
}

export type ScreenSwitch = keyof ScreenSettings;

/** Returns the settings of this screen, and what switches one of them. */
export function useScreenSettings(): [ScreenSettings, (name: ScreenSwitch) => void] {
  const [tone, keepTone] = useKept('screen.tone', 'on');
  const [flash, keepFlash] = useKept('screen.flash', 'on');
  const [notify, keepNotify] = useKept('screen.notify', 'off');
  const [muted, keepMuted] = useKept('screen.muted', 'off');
  const keepers = { tone: keepTone, flash: keepFlash, notify: keepNotify, muted: keepMuted };
  const settings = {
    tone: tone === 'on',
    flash: flash === 'on',
    notify: notify === 'on',
    muted: muted === 'on',
  };
  return [settings, (name) => keepers[name](settings[name] ? 'off' : 'on')];
}
