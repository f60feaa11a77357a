import type { Challenge, GoldenPart, Page } from '#contracts';
import { Told } from '../../components/told.js';
import { plural, when } from '../../words.js';
import { Showings } from './showings.js';

const stateWords: Record<Challenge['state'], string> = {
  open: 'under way',
  passed: '✓ passed',
  failed: '✗ failed',
  abandoned: 'left unfinished',
};

/** Shows the proof: every challenge with what was shown and what came out. */
export function ChallengeLog(props: {
  value: Page<Challenge> | null;
  problem: string | null;
  parts: readonly GoldenPart[];
}) {
  const ended = props.value?.items.filter(({ state }) => state !== 'open') ?? [];
  return (
    <section>
      <h2>Log</h2>
      <Told value={props.value} problem={props.problem} reading="Reading the log…">
        {ended.length === 0 && <p className="quiet">No challenge yet.</p>}
        <ul className="challenge-log">
          {ended.map((challenge) => (
            <li key={challenge.id}>
              <details>
                <summary>
                  <strong className={challenge.state}>{stateWords[challenge.state]}</strong>{' '}
                  {challenge.reason}
                  <small>
                    {' '}
                    {challenge.by}, {when(challenge.openedAt)},{' '}
                    {plural(challenge.showings.length, 'showing')}
                  </small>
                </summary>
                <Showings challenge={challenge} parts={props.parts} />
              </details>
            </li>
          ))}
        </ul>
      </Told>
    </section>
  );
}
