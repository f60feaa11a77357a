import { useState } from 'react';
import { Dialog } from '../../components/dialog.js';
import { hashOf } from '../../routing.js';
import { timeOfDay } from '../../words.js';
import type { ScreenSettings, ScreenSwitch } from './screen-settings.js';
import { canSound } from './tone.js';
import { callPeople } from './use-alarm.js';

/** The station's name, how many defects nobody has seen, the time, and the switches of this screen. */
export function ScreenHead(props: {
  station: string;
  title: string;
  unseen: number;
  now: number;
  awake: boolean;
  settings: ScreenSettings;
  onSwitch: (name: ScreenSwitch) => void;
}) {
  const { station, title, unseen, now, settings, onSwitch } = props;
  const [open, setOpen] = useState(false);
  return (
    <header className="screen-head">
      <h1>{title}</h1>
      <p className="unseen" aria-live="polite">
        <strong>{unseen}</strong> to see
      </p>
      <time>{timeOfDay(now)}</time>
      <button
        type="button"
        className="button quiet-button"
        aria-pressed={settings.muted}
        onClick={() => onSwitch('muted')}
      >
        {settings.muted ? 'Sound is off' : 'Mute'}
      </button>
      <button type="button" className="button quiet-button" onClick={() => setOpen(true)}>
        Screen
      </button>
      <FullScreen />
      <a className="button quiet-button" href={hashOf({ page: 'line', station })}>
        Leave
      </a>
      {open && <ScreenDialog {...props} onClose={() => setOpen(false)} />}
    </header>
  );
}

function FullScreen() {
  const whole = document.fullscreenElement !== null;
  const toggle = () =>
    whole ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  return (
    <button type="button" className="button quiet-button" onClick={() => void toggle()}>
      {whole ? 'Window' : 'Full screen'}
    </button>
  );
}

const switches = [
  ['tone', 'Tone', 'two notes for a defect, a low one when the line is not well'],
  ['flash', 'Flash', 'the edge of the screen flashes while a defect waits'],
  ['notify', 'Notification', 'of the browser, also while another window is in front'],
] as const satisfies readonly (readonly [ScreenSwitch, string, string])[];

function ScreenDialog(props: {
  settings: ScreenSettings;
  awake: boolean;
  onSwitch: (name: ScreenSwitch) => void;
  onClose: () => void;
}) {
  const { settings, awake, onSwitch, onClose } = props;
  const [heard, setHeard] = useState('');
  const test = () => {
    if (settings.notify && 'Notification' in window) void Notification.requestPermission();
    callPeople('defect', { ...settings, muted: false }, 'Touchstone: a test');
    setHeard(canSound() || !settings.tone ? '' : 'The browser may keep silent until the next tap.');
  };
  return (
    <Dialog title="How this screen calls" onClose={onClose}>
      {switches.map(([name, word, meaning]) => (
        <label key={name} className="screen-switch">
          <input type="checkbox" checked={settings[name]} onChange={() => onSwitch(name)} />
          <span>
            {word} <small>{meaning}</small>
          </span>
        </label>
      ))}
      <p className="quiet">
        {awake
          ? 'This screen is kept awake.'
          : 'This browser does not keep the screen awake: it does so on https only.'}
      </p>
      <p className="screen-test">
        <button type="button" className="button" onClick={test}>
          Test it
        </button>
        <button type="button" className="button quiet-button" onClick={onClose}>
          Close
        </button>
      </p>
      <p role="status">{heard}</p>
    </Dialog>
  );
}
