import type { Gate, StationSettings } from '#contracts';
import { when } from '../../words.js';

/** Shows whether the gate is open or closed, to be read from afar, and why. */
export function GateState(props: { gate: Gate; settings: StationSettings['challenge'] }) {
  const { open, why, until } = props.gate;
  return (
    <section className={`gate ${open ? 'ok' : 'defect'}`} aria-label="Gate">
      <p className="gate-word">{open ? 'Open' : 'Closed'}</p>
      <p>
        {why}
        {open && until !== null && ` Until ${when(until)}.`}
      </p>
    </section>
  );
}
