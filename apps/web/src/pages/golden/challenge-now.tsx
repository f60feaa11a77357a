import { useState } from 'react';
import type { Challenge, GoldenPart } from '#contracts';
import { pushCommand } from '../../api/addresses.js';
import { api } from '../../api/client.js';
import { Command } from '../../components/command.js';
import { readOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { Showings } from './showings.js';

const reasons = ['shift start', 'change-over', 'after maintenance'];

/** Starts a challenge, and shows each showing as it comes in. */
export function ChallengeNow(props: {
  station: string;
  parts: readonly GoldenPart[];
  open: Challenge | null;
  onChanged: () => void;
}) {
  const { station, parts, open, onChanged } = props;
  const [reason, setReason] = useState(reasons[0]!);
  const { act, busy, problem } = useAct();
  const start = async () => {
    const body = { reason: reason.trim() || reasons[0], by: readOperator() };
    const asked = { path: { station }, body };
    if (await act(() => api.post('/v1/stations/{station}/challenges', asked))) onChanged();
  };
  return (
    <section className="challenge" aria-label="Challenge">
      <h2>{open === null ? 'Challenge the station' : 'Show the golden parts now'}</h2>
      {open !== null ? (
        <>
          <p className="quiet">
            {open.showings.length} shown, {open.missing.length} to go. Let the camera send each with
            its name:
          </p>
          <Command
            text={pushCommand(
              station,
              `Touchstone-Golden-Part: ${open.missing[0] ?? parts[0]?.id ?? ''}`,
            )}
          />
          <Showings challenge={open} parts={parts} />
        </>
      ) : (
        <div className="challenge-start">
          <label>
            Why now
            <input
              list="challenge-reasons"
              value={reason}
              maxLength={200}
              onChange={({ target }) => setReason(target.value)}
            />
          </label>
          <datalist id="challenge-reasons">
            {reasons.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <button
            type="button"
            className="button"
            disabled={busy || parts.length === 0}
            onClick={() => void start()}
          >
            Start a challenge
          </button>
        </div>
      )}
      <Problem text={problem} />
    </section>
  );
}
